package io.assay.jobs.publication;

import io.assay.warehouse.dataset.SnapshotProperties;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;

/** The keys of ours in a snapshot's summary, and what Iceberg counts there itself. */
public final class SummaryKeys {
    /** Id of the run that wrote the snapshot. */
    public static final String RUN = SnapshotProperties.RUN;

    /** Order of publication in its table, counted from 1. */
    public static final String SEQUENCE = SnapshotProperties.SEQUENCE;

    /** Schema the table gets together with the batch, where the batch's contract widened it. */
    static final String SCHEMA = SnapshotProperties.SCHEMA;

    private SummaryKeys() {}

    /** The entries of ours. */
    static Map<String, String> own(Map<String, String> summary) {
        Map<String, String> own = new LinkedHashMap<>(summary);
        own.keySet().removeIf(key -> !key.startsWith(SnapshotProperties.PREFIX));
        return own;
    }

    static long sequence(Snapshot snapshot) {
        return number(snapshot.summary(), SEQUENCE);
    }

    /** Rows that the snapshot added, as Iceberg counted them from the files. */
    static long added(Snapshot snapshot) {
        return number(snapshot.summary(), SnapshotSummary.ADDED_RECORDS_PROP);
    }

    private static long number(Map<String, String> summary, String key) {
        return Long.parseLong(summary.getOrDefault(key, "0"));
    }
}
