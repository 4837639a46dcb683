package io.assay.features.log;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.assay.warehouse.feature.FeatureLogColumns;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.spark.sql.Column;

/**
 * How far a view's log has come: a row is in it if its snapshot's sequence and its {@code known} are both within one of
 * the reaches.
 *
 * <p>It is read from the log table's own transactions, so it changes with the rows or not at all. A computation without
 * {@code --until} reaches to {@link Instant#MAX}; one with it leaves rows known later for a later computation, which
 * then finds them by what is <em>not</em> reached yet.
 *
 * @param reaches for each bound of {@code known} (inclusive), the greatest sequence computed up to it
 */
public record ViewCursor(NavigableMap<Instant, Long> reaches) {
    public ViewCursor {
        reaches = Collections.unmodifiableNavigableMap(new TreeMap<>(reaches));
    }

    /** The cursor in a Delta table's transactions, of which others' are left aside. */
    public static ViewCursor of(String application, Map<String, Long> transactions) {
        TreeMap<Instant, Long> reaches = new TreeMap<>();
        transactions.forEach((id, sequence) -> {
            if (id.equals(application)) {
                reaches.put(Instant.MAX, sequence);
            } else if (id.startsWith(application + "@")) {
                reaches.put(Instant.parse(id.substring(application.length() + 1)), sequence);
            }
        });
        return new ViewCursor(reaches);
    }

    /** The Delta {@code txnAppId} of a computation that reaches to {@code until}. */
    public static String application(String application, Instant until) {
        return until.equals(Instant.MAX) ? application : application + "@" + until;
    }

    /** Every row up to this sequence is in the log; empty where no computation has reached without bound. */
    public OptionalLong complete() {
        Long sequence = reaches.get(Instant.MAX);
        return sequence == null ? OptionalLong.empty() : OptionalLong.of(sequence);
    }

    /** The newest sequence of which any row is in the log. */
    public OptionalLong newest() {
        return reaches.values().stream().mapToLong(Long::longValue).max();
    }

    /** Whether a computation up to {@code sequence} and {@code until} would find nothing that is not there. */
    public boolean covers(long sequence, Instant until) {
        return reaches.tailMap(until, true).values().stream().anyMatch(reached -> reached >= sequence);
    }

    /**
     * Holds for log rows that a computation up to {@code until} has yet to bring: known by then, and not reached so
     * far.
     */
    public Column pending(Instant until) {
        Column pending = until.equals(Instant.MAX)
                ? lit(true)
                : col(FeatureLogColumns.KNOWN).leq(lit(until));
        for (Map.Entry<Instant, Long> reach : reaches.entrySet()) {
            Column reached = col(FeatureLogColumns.SEQUENCE).leq(lit(reach.getValue()));
            if (!reach.getKey().equals(Instant.MAX)) {
                reached = reached.and(col(FeatureLogColumns.KNOWN).leq(lit(reach.getKey())));
            }
            pending = pending.and(not(reached));
        }
        return pending;
    }
}
