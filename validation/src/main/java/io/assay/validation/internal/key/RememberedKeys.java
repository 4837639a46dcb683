package io.assay.validation.internal.key;

import io.assay.validation.source.PublishedHistory;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Published keys of one check that a stream keeps from one micro-batch to the next: those from an event time on. What
 * is published meanwhile is added; after a restart they are read again. The oldest are forgotten.
 */
final class RememberedKeys {
    /** Rows that are kept at most: 28 bytes each. With more, published rows are read for each micro-batch. */
    private static final int MOST = 4_000_000;

    /** How many micro-batches later it is tried again after there were too many. */
    private static final int PAUSE = 100;

    private final long span;
    private SpanIndex index;
    private long snapshot;
    private long from = Long.MAX_VALUE;
    private int prunedTo;
    private int pause;

    RememberedKeys(long span) {
        this.span = span;
        this.index = new SpanIndex(span);
    }

    /**
     * Brings them up to the newest snapshot; false if they are not known from {@code earliest} on. One action over what
     * was added, or over all published rows from {@code earliest} on.
     *
     * @param keys makes hash and event time of published rows
     * @param recent takes of published rows those whose event time is {@code earliest} or later
     */
    synchronized boolean reach(
            long earliest,
            PublishedHistory history,
            UnaryOperator<Dataset<Row>> keys,
            UnaryOperator<Dataset<Row>> recent) {
        OptionalLong now = history.snapshot();
        if (now.isEmpty() || pause-- > 0) {
            return false;
        }
        pause = 0;
        if (!follow(now.getAsLong(), history, keys) && !read(now.getAsLong(), earliest, history, keys, recent)) {
            pause = PAUSE;
            from = Long.MAX_VALUE;
            index = new SpanIndex(span);
            return false;
        }
        forget(earliest);
        return from <= earliest;
    }

    boolean near(long hash, long time) {
        return index.near(hash, time);
    }

    /** Known from this event time on; rows before it have to be looked for in the table. */
    long from() {
        return from;
    }

    private boolean follow(long now, PublishedHistory history, UnaryOperator<Dataset<Row>> keys) {
        if (from == Long.MAX_VALUE) {
            return false;
        }
        if (now == snapshot) {
            return true;
        }
        Optional<TimedHashes> added =
                history.added(snapshot, now).map(keys).flatMap(rows -> TimedHashes.of(rows, MOST));
        if (added.isEmpty() || index.size() + added.get().size() > MOST) {
            return false;
        }
        add(added.get());
        snapshot = now;
        return true;
    }

    private boolean read(
            long now,
            long earliest,
            PublishedHistory history,
            UnaryOperator<Dataset<Row>> keys,
            UnaryOperator<Dataset<Row>> recent) {
        Optional<TimedHashes> all = TimedHashes.of(keys.apply(recent.apply(history.at(now))), MOST);
        if (all.isEmpty()) {
            return false;
        }
        index = new SpanIndex(span);
        from = earliest;
        snapshot = now;
        add(all.get());
        prunedTo = index.size();
        return true;
    }

    private void add(TimedHashes rows) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.time(i) >= from) {
                index.add(rows.hash(i), rows.time(i));
            }
        }
    }

    /** Keeps a span more than this micro-batch needs, so that later ones with late rows need no look into the table. */
    private void forget(long earliest) {
        long keep = earliest - span;
        if (keep > from && index.size() > 2 * prunedTo + 10_000) {
            index = index.from(keep);
            from = keep;
            prunedTo = index.size();
        }
    }
}
