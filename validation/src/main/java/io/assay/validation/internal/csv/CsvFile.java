package io.assay.validation.internal.csv;

import io.assay.validation.internal.json.RowPlan;
import io.assay.validation.internal.text.Encoding;
import io.assay.validation.internal.text.RecordBuffer;
import io.assay.validation.internal.text.RecordReader;
import io.assay.validation.internal.text.RowWriter;
import io.assay.validation.internal.text.TextFile;
import io.assay.validation.internal.text.TextStreams;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * A CSV, or the records of it that begin at {@code from} or after and before {@code to}.
 *
 * @param path for Hadoop, and as rows name it
 * @param number of the file in its batch, from 0
 * @param textBegin where its text begins, if it can be read from any byte on; negative if not
 * @param from where a record begins
 * @param only the requested positions within the file, in order; null for all
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record CsvFile(
        String path,
        int number,
        long bytes,
        RowPlan plan,
        CsvLayout layout,
        int textBegin,
        long from,
        long to,
        long @Nullable [] only)
        implements TextFile {
    private static final long serialVersionUID = 1;

    CsvFile(String path, int number, long bytes, RowPlan plan, CsvLayout layout, int textBegin) {
        this(path, number, bytes, plan, layout, textBegin, 0, Long.MAX_VALUE, null);
    }

    @Override
    public String name() {
        return path;
    }

    @Override
    public boolean complete() {
        return only == null;
    }

    @Override
    public TextFile only(long[] positions) {
        return new CsvFile(path, number, bytes, plan, layout, textBegin, from, to, positions);
    }

    @Override
    public int parts(long size) {
        return textBegin < 0 ? 1 : (int) Math.max(1, (bytes - textBegin + size / 2) / size);
    }

    @Override
    public List<TextFile> split(long size, RecordStarts starts) throws IOException {
        int parts = parts(size);
        if (parts == 1) {
            return List.of(this);
        }
        long length = bytes - textBegin;
        List<TextFile> split = new ArrayList<>();
        if (only == null) {
            long[] begins = new CsvSplits(path, textBegin, layout.dialect(), layout.header().length)
                    .begins(parts, length, starts);
            for (int i = 0; i < begins.length; i++) {
                long end = i + 1 < begins.length ? begins[i + 1] : Long.MAX_VALUE;
                split.add(new CsvFile(
                        path, number, Math.min(end, bytes) - begins[i], plan, layout, textBegin, begins[i], end, null));
            }
        } else {
            for (int i = 0; i < parts; i++) { // the positions are where records begin
                long begin = length * i / parts;
                long end = length * (i + 1) / parts;
                long[] inside = Arrays.stream(only)
                        .filter(position -> position >= begin && position < end)
                        .toArray();
                if (inside.length > 0) {
                    split.add(new CsvFile(
                            path, number, length / parts, plan, layout, textBegin, inside[0], Long.MAX_VALUE, inside));
                }
            }
        }
        return split;
    }

    /**
     * Reads one record again that was kept as it was in this file, in the file's encoding; false if it is not a record.
     */
    public boolean readAgain(byte[] raw, long position, RowWriter row) throws IOException {
        Encoding encoding = Encoding.of(layout.dialect().encoding());
        byte[] text = encoding.decoded(raw);
        RecordBuffer in =
                new RecordBuffer(new ByteArrayInputStream(text), encoding, RecordBuffer.NOT_SEEKABLE, position);
        CsvTokenizer tokens = new CsvTokenizer(in, layout.dialect(), layout.header().length);
        try (CsvReader reader = new CsvReader(tokens, row, this)) {
            return reader.next() && tokens.why() == null && tokens.end() == position + text.length;
        }
    }

    @Override
    public RecordReader open(RowWriter row, Configuration hadoop) throws IOException {
        CsvDialect dialect = layout.dialect();
        RecordBuffer in = from == 0
                ? TextStreams.open(path, dialect.encoding(), hadoop)
                : TextStreams.openAt(path, textBegin, from, hadoop);
        CsvTokenizer tokens = new CsvTokenizer(in, dialect, layout.header().length);
        try {
            if (from == 0 && dialect.header()) {
                tokens.next();
            }
            return new CsvReader(tokens, row, this);
        } catch (IOException | RuntimeException e) {
            tokens.close();
            throw e;
        }
    }
}
