package io.assay.jobs.quarantine;

import io.assay.jobs.publication.PublishedBatch;
import io.assay.jobs.publication.PublishedTable;
import io.assay.warehouse.dataset.SnapshotProperties;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.SnapshotSummary;

/**
 * The runs that are on a dataset's main.
 *
 * @param replaced those whose batch a later one has replaced
 */
record PublishedRuns(Set<String> published, Set<String> replaced) {

    static PublishedRuns of(Optional<PublishedTable> dataset) {
        List<PublishedBatch> batches = dataset.map(PublishedTable::publications).orElse(List.of());
        return new PublishedRuns(
                runs(batches),
                runs(batches.stream()
                        .dropWhile(batch -> !replacesOthers(batch))
                        .skip(1)
                        .toList()));
    }

    private static Set<String> runs(List<PublishedBatch> batches) {
        return batches.stream().map(PublishedBatch::run).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** A batch that deletes rows replaces those before it, unless it changes keys or partitions only. */
    private static boolean replacesOthers(PublishedBatch batch) {
        return !batch.summary().containsKey(SnapshotProperties.CHANGE)
                && Long.parseLong(batch.summary().getOrDefault(SnapshotSummary.DELETED_RECORDS_PROP, "0")) > 0;
    }
}
