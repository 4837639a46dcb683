package io.assay.jobs.publication;

import io.assay.warehouse.dataset.SnapshotProperties;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;

/** Our keys in a snapshot's summary, and Iceberg's own counts. */
public final class SummaryKeys {
    /** Id of the run that wrote the snapshot. */
    public static final String RUN = SnapshotProperties.RUN;

    /** Order of publication in its table, counted from 1. */
    public static final String SEQUENCE = SnapshotProperties.SEQUENCE;

    /** Schema the table gets together with the batch, where the batch's contract widened it. */
    static final String SCHEMA = SnapshotProperties.SCHEMA;

    /** Token of the lease under which the snapshot was staged. */
    static final String LEASE = SnapshotProperties.PREFIX + "lease";

    private SummaryKeys() {}

    /** Our entries. */
    static Map<String, String> own(Map<String, String> summary) {
        Map<String, String> own = new LinkedHashMap<>(summary);
        own.keySet().removeIf(key -> !key.startsWith(SnapshotProperties.PREFIX));
        return own;
    }

    static long sequence(Snapshot snapshot) {
        return number(snapshot.summary(), SEQUENCE);
    }

    /** Rows that a snapshot added, as Iceberg counted them from the files. */
    static long added(Map<String, String> summary) {
        return number(summary, SnapshotSummary.ADDED_RECORDS_PROP);
    }

    /** Rows of the table as of this snapshot. */
    static long total(Snapshot snapshot) {
        return number(snapshot.summary(), SnapshotSummary.TOTAL_RECORDS_PROP);
    }

    private static long number(Map<String, String> summary, String key) {
        return Long.parseLong(summary.getOrDefault(key, "0"));
    }
}
