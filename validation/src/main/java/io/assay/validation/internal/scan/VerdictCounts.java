package io.assay.validation.internal.scan;

import io.assay.validation.internal.verdict.RowProgram;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Rows, how many of them break each rule, what happens to them, and the positions of those that go to the quarantine.
 *
 * <p>Columns: the verdict (binary, null if the row breaks nothing), source (string), position (bigint). A row that
 * breaks nothing costs one look, however many rules there are. Positions are kept of {@value #MOST_POSITIONS} rows at
 * most.
 */
public final class VerdictCounts implements ScanState {
    /** Of more rows only the sources are kept. */
    private static final int MOST_POSITIONS = 10_000;

    /**
     * How verdicts are read.
     *
     * @param bits that are used of each number
     */
    public record Plan(ActionMasks actions, int bits) implements ScanState.StateFactory {
        private static final long serialVersionUID = 1;

        @Override
        public VerdictCounts empty() {
            return new VerdictCounts(this);
        }

        @Override
        public VerdictCounts read(DataInputStream in) throws IOException {
            VerdictCounts totals = empty();
            totals.read(in);
            return totals;
        }
    }

    private final Plan plan;
    private final int[] verdict;
    private final long[] counts;
    private long rows;
    private long passed;
    private long quarantined;
    private long dropped;
    private long warned;
    private final TreeMap<UTF8String, Positions> held = new TreeMap<>();
    private int positions;

    private VerdictCounts(Plan plan) {
        this.plan = plan;
        this.verdict = new int[plan.actions().words()];
        this.counts = new long[verdict.length * plan.bits()];
    }

    @Override
    public void add(InternalRow row, int[] at) {
        rows++;
        if (row.isNullAt(at[0])) {
            passed++;
        } else {
            RowProgram.read(row.getBinary(at[0]), verdict);
            count();
            countAction(row, at);
        }
    }

    private void count() {
        for (int i = 0; i < verdict.length; i++) {
            for (int word = verdict[i]; word != 0; word &= word - 1) {
                counts[i * plan.bits() + Integer.numberOfTrailingZeros(word)]++;
            }
        }
    }

    private void countAction(InternalRow row, int[] at) {
        ActionMasks actions = plan.actions();
        if (actions.holds(verdict)) {
            quarantined++;
            hold(row.getUTF8String(at[1]), row.getLong(at[2]));
        } else if (!actions.publishes(verdict)) {
            dropped++;
        } else {
            passed++;
            warned += ActionMasks.any(verdict, actions.warn()) ? 1 : 0;
        }
    }

    private void hold(UTF8String source, long position) {
        Positions known = held.get(source);
        if (known == null) {
            known = new Positions();
            held.put(source.copy(), known);
        }
        if (++positions <= MOST_POSITIONS) {
            known.add(position);
        }
    }

    @Override
    public void merge(ScanState other) {
        VerdictCounts that = (VerdictCounts) other;
        rows += that.rows;
        passed += that.passed;
        quarantined += that.quarantined;
        dropped += that.dropped;
        warned += that.warned;
        for (int i = 0; i < counts.length; i++) {
            counts[i] += that.counts[i];
        }
        positions += that.positions;
        that.held.forEach((source, more) ->
                held.computeIfAbsent(source, key -> new Positions()).addAll(more));
    }

    @Override
    public void write(DataOutputStream out) throws IOException {
        for (long number : new long[] {rows, passed, quarantined, dropped, warned}) {
            out.writeLong(number);
        }
        for (long count : counts) {
            out.writeLong(count);
        }
        out.writeInt(positions);
        out.writeInt(held.size());
        for (var entry : held.entrySet()) {
            byte[] source = entry.getKey().getBytes();
            out.writeInt(source.length);
            out.write(source);
            entry.getValue().write(out);
        }
    }

    private void read(DataInputStream in) throws IOException {
        rows = in.readLong();
        passed = in.readLong();
        quarantined = in.readLong();
        dropped = in.readLong();
        warned = in.readLong();
        for (int i = 0; i < counts.length; i++) {
            counts[i] = in.readLong();
        }
        positions = in.readInt();
        for (int left = in.readInt(); left > 0; left--) {
            UTF8String source = UTF8String.fromBytes(in.readNBytes(in.readInt()));
            held.put(source, Positions.read(in));
        }
    }

    public long rows() {
        return rows;
    }

    /** Rows whose verdict has that bit, counted over all numbers. */
    public long count(int bit) {
        return counts[bit];
    }

    public long passed() {
        return passed;
    }

    public long quarantined() {
        return quarantined;
    }

    public long dropped() {
        return dropped;
    }

    /** Passed though they break a rule that warns. */
    public long warned() {
        return warned;
    }

    /** Sources with rows for the quarantine. */
    public List<String> sources() {
        return held.keySet().stream().map(UTF8String::toString).toList();
    }

    /** Whether {@link #positions} are those of all rows for the quarantine. */
    public boolean positionsKnown() {
        return positions <= MOST_POSITIONS;
    }

    /** Positions of a source's rows for the quarantine, in order. */
    public long[] positions(String source) {
        return held.getOrDefault(UTF8String.fromString(source), new Positions()).sorted();
    }

    /** A growing list of numbers. */
    private static final class Positions {
        private long[] values = new long[4];
        private int size;

        void add(long value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }

        void addAll(Positions more) {
            for (int i = 0; i < more.size; i++) {
                add(more.values[i]);
            }
        }

        long[] sorted() {
            long[] sorted = Arrays.copyOf(values, size);
            Arrays.sort(sorted);
            return sorted;
        }

        void write(DataOutputStream out) throws IOException {
            out.writeInt(size);
            for (int i = 0; i < size; i++) {
                out.writeLong(values[i]);
            }
        }

        static Positions read(DataInputStream in) throws IOException {
            Positions read = new Positions();
            for (int left = in.readInt(); left > 0; left--) {
                read.add(in.readLong());
            }
            return read;
        }
    }
}
