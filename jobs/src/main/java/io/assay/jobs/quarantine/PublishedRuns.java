package io.assay.jobs.quarantine;

import io.assay.jobs.publication.PublishedBatch;
import io.assay.jobs.publication.PublishedTable;
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

    /** Only a batch that replaces the dataset deletes rows; the batches before it are replaced. */
    private static boolean replacesOthers(PublishedBatch batch) {
        return Long.parseLong(batch.summary().getOrDefault(SnapshotSummary.DELETED_RECORDS_PROP, "0")) > 0;
    }
}
