package io.assay.jobs.publication;

import io.assay.warehouse.dataset.SnapshotProperties;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;

/** Reads a snapshot's summary: our properties, and Iceberg's own counts. */
final class SnapshotSummaries {
    private SnapshotSummaries() {}

    /** Our entries. */
    static Map<String, String> own(Map<String, String> summary) {
        Map<String, String> own = new LinkedHashMap<>(summary);
        own.keySet().removeIf(key -> !key.startsWith(SnapshotProperties.PREFIX));
        return own;
    }

    static long sequence(Snapshot snapshot) {
        return number(snapshot.summary(), SnapshotProperties.SEQUENCE);
    }

    /** Rows that a snapshot added, as Iceberg counted them from the files. */
    static long added(Map<String, String> summary) {
        return number(summary, SnapshotSummary.ADDED_RECORDS_PROP);
    }

    /** Rows of the table as of this snapshot. */
    static long total(Snapshot snapshot) {
        return number(snapshot.summary(), SnapshotSummary.TOTAL_RECORDS_PROP);
    }

    /** Bytes of the table as of this snapshot. */
    static long bytes(Snapshot snapshot) {
        return number(snapshot.summary(), SnapshotSummary.TOTAL_FILE_SIZE_PROP);
    }

    private static long number(Map<String, String> summary, String key) {
        return Long.parseLong(summary.getOrDefault(key, "0"));
    }
}
