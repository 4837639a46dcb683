package io.assay.jobs.gate;

import io.assay.jobs.publication.PublishedBatch;
import io.assay.validation.RowCounts;
import java.util.LinkedHashMap;
import java.util.Map;

/** A batch's counts in its snapshot's summary. */
public final class RowSummary {
    private static final String PREFIX = "assay.rows.";

    private RowSummary() {}

    static Map<String, String> of(RowCounts rows) {
        Map<String, String> summary = new LinkedHashMap<>();
        summary.put(PREFIX + "read", Long.toString(rows.read()));
        summary.put(PREFIX + "published", Long.toString(rows.passed()));
        summary.put(PREFIX + "quarantined", Long.toString(rows.quarantined()));
        summary.put(PREFIX + "dropped", Long.toString(rows.dropped()));
        summary.put(PREFIX + "warned", Long.toString(rows.warned()));
        return summary;
    }

    public static RowCounts rows(PublishedBatch publication) {
        return new RowCounts(
                count(publication, "read"),
                count(publication, "published"),
                count(publication, "quarantined"),
                count(publication, "dropped"),
                count(publication, "warned"));
    }

    private static long count(PublishedBatch publication, String name) {
        return Long.parseLong(publication.summary().getOrDefault(PREFIX + name, "0"));
    }
}
