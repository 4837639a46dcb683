package io.assay.validation;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A batch with its verdicts, to be written by the caller in this order: {@link #passing} (any action, once), then
 * {@link #tally}, then {@link #quarantined} if the tally has any, then {@link #verdict}.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Judged {
    Judged() {}

    /**
     * Rows to publish: the contract's columns, then {@code _run string, _source string, _position bigint}. Counters and
     * metrics ride on the first action over it. Costs one scan.
     */
    public Dataset<Row> passing() {
        throw new UnsupportedOperationException("lands next");
    }

    /** What the action on {@link #passing} counted; waits for it, for ever if there was none. */
    public Tally tally() {
        throw new UnsupportedOperationException("lands next");
    }

    /** Rows for the quarantine table, in its schema ({@link Quarantine#SCHEMA}); scans the sources that have some. */
    public Dataset<Row> quarantined(Tally tally) {
        throw new UnsupportedOperationException("lands next: " + tally);
    }

    /**
     * Every rule's outcome and whether the batch is held. Actions: one for each SQL rule about the whole, and one over
     * {@code after} for each rule about the whole dataset.
     *
     * @param after the dataset as it would be after publishing, such as the branch just written; evaluated only if a
     *     rule has {@code scope: dataset}
     */
    public Verdict verdict(Tally tally, Dataset<Row> after) {
        throw new UnsupportedOperationException("lands next: " + tally + after);
    }
}
