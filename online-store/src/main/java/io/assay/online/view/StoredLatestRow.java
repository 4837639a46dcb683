package io.assay.online.view;

import io.assay.aggregation.codec.ByteReader;
import io.assay.aggregation.codec.ByteWriter;
import io.assay.aggregation.latest.LatestRow;
import io.assay.aggregation.value.RowKind;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A row of a latest log as it is kept: header, numbers of its runs, and each value already as JSON.
 *
 * @param bytes the row's own, from {@code start} to {@code end}
 * @param values where each value begins and how long it is; length 0 for null
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoredLatestRow(
        RowKind kind,
        long eventTime,
        long known,
        long sequence,
        long position,
        int[] runs,
        byte[] bytes,
        int start,
        int end,
        int[] values)
        implements LatestRow {

    static StoredLatestRow read(ByteReader in, byte[] bytes, int features) {
        int start = in.at();
        RowKind kind = RowKind.ofCode(in.raw());
        long eventTime = in.signed();
        long known = in.signed();
        long sequence = in.signed();
        long position = in.signed();
        int[] runs = new int[in.size()];
        for (int i = 0; i < runs.length; i++) {
            runs[i] = in.smallCount();
        }
        int[] values = new int[features * 2];
        for (int i = 0; i < features; i++) {
            int length = in.size();
            values[2 * i] = in.at();
            values[2 * i + 1] = length;
            in.skip(length);
        }
        return new StoredLatestRow(kind, eventTime, known, sequence, position, runs, bytes, start, in.at(), values);
    }

    static byte[] write(
            RowKind kind,
            long eventTime,
            long known,
            long sequence,
            long position,
            int[] runs,
            byte[] @Nullable [] values) {
        ByteWriter out = new ByteWriter(128);
        out.raw(kind.code());
        out.signed(eventTime);
        out.signed(known);
        out.signed(sequence);
        out.signed(position);
        out.count(runs.length);
        for (int run : runs) {
            out.count(run);
        }
        for (byte @Nullable [] value : values) {
            out.block(value == null ? new byte[0] : value);
        }
        return out.bytes();
    }

    /** The feature's value as JSON; null if the row holds none. */
    byte @Nullable [] json(int feature) {
        int from = values[2 * feature];
        int length = values[2 * feature + 1];
        return length == 0 ? null : Arrays.copyOfRange(bytes, from, from + length);
    }

    void copyTo(ByteWriter out) {
        out.raw(bytes, start, end - start);
    }
}
