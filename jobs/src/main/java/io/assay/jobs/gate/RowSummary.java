package io.assay.jobs.gate;

import io.assay.jobs.merge.ChangeCounts;
import io.assay.jobs.publication.PublishedBatch;
import io.assay.jobs.publication.StagedBatch;
import io.assay.validation.RowCounts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A batch's counts in its snapshot's summary. */
public final class RowSummary {
    private static final String PREFIX = "assay.rows.";
    private static final String PUBLISHED = "published";

    private RowSummary() {}

    static Map<String, String> of(RowCounts rows, Optional<ChangeCounts> changes) {
        Map<String, String> summary = new LinkedHashMap<>();
        summary.put(PREFIX + "read", Long.toString(rows.read()));
        summary.put(PREFIX + PUBLISHED, Long.toString(rows.passed()));
        summary.put(PREFIX + "quarantined", Long.toString(rows.quarantined()));
        summary.put(PREFIX + "dropped", Long.toString(rows.dropped()));
        summary.put(PREFIX + "warned", Long.toString(rows.warned()));
        changes.ifPresent(counts -> {
            summary.put(PREFIX + PUBLISHED, Long.toString(counts.published()));
            summary.put(PREFIX + "updated", Long.toString(counts.updated()));
            summary.put(PREFIX + "deleted", Long.toString(counts.deleted()));
            summary.put(PREFIX + "superseded", Long.toString(counts.superseded()));
        });
        return summary;
    }

    /** Rows of a staged batch that readers will see because of it. */
    static long published(StagedBatch staged) {
        String published = staged.summary().get(PREFIX + PUBLISHED);
        return published == null ? staged.added() : Long.parseLong(published);
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
