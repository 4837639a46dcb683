package io.assay.validation.internal.scan;

import io.assay.validation.internal.verdict.RowProgram;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * Rows, how many of them break each rule, what happens to them, and the positions of those that go to the quarantine.
 *
 * <p>Columns: the verdict (binary, null if the row breaks nothing), source (string), position (bigint). A row that
 * breaks nothing costs one look, however many rules there are. Positions are kept of {@value #MOST_POSITIONS} rows at
 * most.
 */
public final class VerdictCounts implements ScanState {
    /**
     * Of more rows only the sources are kept, and all rows of these sources are validated a second time. So many
     * positions take a few MB here, and 8 bytes each when the rows are read again.
     */
    static final int MOST_POSITIONS = 2_000_000;

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
    private final TreeMap<UTF8String, Roaring64Bitmap> held = new TreeMap<>();
    private long positions;

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
        Roaring64Bitmap known = held.get(source);
        if (known == null) {
            known = new Roaring64Bitmap();
            held.put(source.copy(), known);
        }
        positions++;
        if (positionsKnown()) {
            known.addLong(position);
        } else if (positions == MOST_POSITIONS + 1) {
            forgetPositions();
        }
    }

    private void forgetPositions() {
        held.values().forEach(Roaring64Bitmap::clear);
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
                held.computeIfAbsent(source, key -> new Roaring64Bitmap()).or(more));
        if (!positionsKnown()) {
            forgetPositions();
        }
    }

    @Override
    public void write(DataOutputStream out) throws IOException {
        for (long number : new long[] {rows, passed, quarantined, dropped, warned}) {
            out.writeLong(number);
        }
        for (long count : counts) {
            out.writeLong(count);
        }
        out.writeLong(positions);
        out.writeInt(held.size());
        for (var entry : held.entrySet()) {
            byte[] source = entry.getKey().getBytes();
            out.writeInt(source.length);
            out.write(source);
            entry.getValue().serialize(out);
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
        positions = in.readLong();
        for (int left = in.readInt(); left > 0; left--) {
            UTF8String source = UTF8String.fromBytes(in.readNBytes(in.readInt()));
            Roaring64Bitmap known = new Roaring64Bitmap();
            known.deserialize(in);
            held.put(source, known);
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
        return held.getOrDefault(UTF8String.fromString(source), new Roaring64Bitmap())
                .toArray();
    }
}
