package io.assay.validation.internal.json;

import io.assay.validation.internal.text.RecordBuffer;
import io.assay.validation.internal.text.RecordReader;
import io.assay.validation.internal.text.RowWriter;
import io.assay.validation.internal.text.TextFile;
import io.assay.validation.internal.text.TextStreams;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * A JSON file, or the lines of it that begin at {@code from} or after and before {@code to}.
 *
 * @param path for Hadoop, and as rows name it
 * @param number of the file in its batch, from 0
 * @param textBegin where its text begins, if it is JSON lines that can be read from any byte on; negative if not
 * @param only the positions within the file to read, in order; null for all
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record JsonFile(
        String path, int number, long bytes, RowPlan plan, int textBegin, long from, long to, long @Nullable [] only)
        implements TextFile {
    private static final long serialVersionUID = 1;

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
        return new JsonFile(path, number, bytes, plan, textBegin, from, to, positions);
    }

    boolean wants(long position) {
        return only == null || Arrays.binarySearch(only, position) >= 0;
    }

    @Override
    public int parts(long size) {
        return textBegin < 0 ? 1 : (int) Math.max(1, (bytes - textBegin + size / 2) / size);
    }

    /** A line is a record, so that a part's first record is seen where the part begins. */
    @Override
    public List<TextFile> split(long size, RecordStarts starts) {
        int parts = parts(size);
        if (parts == 1) {
            return List.of(this);
        }
        long length = bytes - textBegin;
        List<TextFile> split = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            long end = i == parts - 1 ? Long.MAX_VALUE : length * (i + 1) / parts;
            split.add(new JsonFile(path, number, length / parts, plan, textBegin, length * i / parts, end, only));
        }
        return split;
    }

    @Override
    public RecordReader open(RowWriter row, Configuration hadoop) throws IOException {
        return new JsonReader(records(hadoop), row, this);
    }

    private JsonRecords records(Configuration hadoop) throws IOException {
        if (from == 0) {
            return new JsonRecords(TextStreams.open(path, "UTF-8", hadoop));
        }
        // from the byte before: if that ends a line, the first one is ours
        RecordBuffer in = TextStreams.openAt(path, textBegin, from - 1, hadoop);
        try {
            in.begin();
            in.dropLine();
            return new JsonRecords(in).lines();
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }
}
