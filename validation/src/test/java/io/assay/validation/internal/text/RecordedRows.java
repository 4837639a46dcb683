package io.assay.validation.internal.text;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Writes down what readers read: {@code position [values]} or {@code position !why: raw}. */
public final class RecordedRows implements RowWriter {
    /** Searches run here, one after the other. */
    public static final TextFile.RecordStarts SEARCHES = new TextFile.RecordStarts() {
        @Override
        public <A extends Serializable> List<A> search(List<? extends TextFile.Search<A>> searches) {
            List<A> found = new ArrayList<>();
            for (TextFile.Search<A> search : searches) {
                try {
                    found.add(search.run(HADOOP));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return found;
        }
    };

    private static final Configuration HADOOP = new Configuration();

    static {
        HADOOP.set("fs.file.impl", RawLocalFileSystem.class.getName()); // files are opened often here
        HADOOP.setBoolean("fs.file.impl.disable.cache", true);
    }

    private final int columns;
    private final List<String> rows = new ArrayList<>();
    private List<@Nullable Object> values = new ArrayList<>();
    private long position;
    private String malformed = "";

    private RecordedRows(int columns) {
        this.columns = columns;
    }

    public static List<String> of(List<TextFile> files, List<String> columns) throws IOException {
        RecordedRows row = new RecordedRows(columns.size());
        for (TextFile file : files) {
            try (RecordReader reader = file.open(row, HADOOP)) {
                while (reader.next()) {
                    row.rows.add(row.position + " " + (row.malformed.isEmpty() ? row.values : row.malformed));
                }
            }
        }
        return row.rows;
    }

    @Override
    public void enterItem(int place) {
        // it is the values that are written down
    }

    @Override
    public void leaveItem() {
        // as above
    }

    @Override
    public void begin(String source, long at) {
        position = at;
        malformed = "";
        values = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            values.add(null);
        }
    }

    @Override
    public boolean wants(int column) {
        return true;
    }

    @Override
    public boolean wantsRow() {
        return false;
    }

    @Override
    public void value(int column, @Nullable Object value) {
        values.set(column, value instanceof UTF8String ? value.toString() : value);
    }

    @Override
    public void invalid(String path, String text) {
        values.add(path + "!" + text);
    }

    @Override
    public void leftOut(String path, String field) {
        // what is read is recorded, not what is left out
    }

    @Override
    public void row(byte[] json) {
        throw new IllegalStateException("not requested");
    }

    @Override
    public void malformed(byte[] raw, String why) {
        malformed = "!" + why + ": " + new String(raw, StandardCharsets.ISO_8859_1);
    }

    @Override
    public Object struct(@Nullable Object[] fields) {
        return List.of(fields);
    }

    @Override
    public Object array(@Nullable Object[] items) {
        return List.of(items);
    }
}
