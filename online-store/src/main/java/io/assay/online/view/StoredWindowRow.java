package io.assay.online.view;

import io.assay.aggregation.codec.ByteReader;
import io.assay.aggregation.codec.ByteWriter;
import io.assay.aggregation.state.AggregateState;
import io.assay.aggregation.value.RowKind;
import io.assay.aggregation.window.WindowRow;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A row of a window log as it is kept: header, numbers of its runs, states. States are read when they are merged.
 *
 * @param bytes the row's own, from {@code start} to {@code end}
 * @param states where each state begins and how long it is; length -1 for none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoredWindowRow(
        RowKind kind, long tile, long known, long sequence, int[] runs, byte[] bytes, int start, int end, int[] states)
        implements WindowRow {

    static StoredWindowRow read(ByteReader in, byte[] bytes, int columns) {
        int start = in.at();
        RowKind kind = RowKind.ofCode(in.raw());
        long tile = in.signed();
        long known = in.signed();
        long sequence = in.signed();
        int[] runs = new int[in.size()];
        for (int i = 0; i < runs.length; i++) {
            runs[i] = in.smallCount();
        }
        int[] states = new int[columns * 2];
        for (int i = 0; i < columns; i++) {
            int length = in.smallCount() - 1;
            states[2 * i] = in.at();
            states[2 * i + 1] = length;
            in.skip(Math.max(0, length));
        }
        return new StoredWindowRow(kind, tile, known, sequence, runs, bytes, start, in.at(), states);
    }

    static byte[] write(RowKind kind, long tile, long known, long sequence, int[] runs, byte[] @Nullable [] states) {
        ByteWriter out = new ByteWriter(128);
        out.raw(kind.code());
        out.signed(tile);
        out.signed(known);
        out.signed(sequence);
        out.count(runs.length);
        for (int run : runs) {
            out.count(run);
        }
        for (byte @Nullable [] state : states) {
            if (state == null) {
                out.count(0);
            } else {
                out.count(state.length + 1);
                out.raw(state, 0, state.length);
            }
        }
        return out.bytes();
    }

    @Override
    public @Nullable AggregateState state(int column) {
        int length = states[2 * column + 1];
        return length < 0 ? null : AggregateState.read(bytes, states[2 * column], length);
    }

    void copyTo(ByteWriter out) {
        out.raw(bytes, start, end - start);
    }

    /** This row and another of the same tile and sequence as one, when both have long been known. */
    StoredWindowRow with(StoredWindowRow other) {
        byte[] @Nullable [] merged = new byte[states.length / 2][];
        for (int i = 0; i < merged.length; i++) {
            AggregateState mine = state(i);
            AggregateState theirs = other.state(i);
            if (mine != null && theirs != null) {
                mine.merge(theirs);
            }
            AggregateState either = mine == null ? theirs : mine;
            merged[i] = either == null ? null : either.bytes();
        }
        int[] both = Arrays.copyOf(runs, runs.length + other.runs.length);
        System.arraycopy(other.runs, 0, both, runs.length, other.runs.length);
        int[] distinct = Arrays.stream(both).sorted().distinct().toArray();
        byte[] row = write(kind, tile, Math.max(known, other.known), sequence, distinct, merged);
        return read(new ByteReader(row), row, merged.length);
    }
}
