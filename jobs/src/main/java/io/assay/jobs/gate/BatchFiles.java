package io.assay.jobs.gate;

import io.assay.jobs.merge.ChangeCounts;
import io.assay.jobs.merge.MergedBatch;
import io.assay.jobs.publication.WrittenFiles;
import java.util.Optional;

/**
 * What a batch has written for the dataset's table.
 *
 * @param merged where its rows take the place of others one by one
 */
record BatchFiles(WrittenFiles dataset, Optional<MergedBatch> merged) implements AutoCloseable {
    static BatchFiles of(WrittenFiles dataset) {
        return new BatchFiles(dataset, Optional.empty());
    }

    static BatchFiles of(MergedBatch merged) {
        return new BatchFiles(merged.files(), Optional.of(merged));
    }

    Optional<ChangeCounts> changes() {
        return merged.map(MergedBatch::counts);
    }

    @Override
    public void close() {
        merged.ifPresentOrElse(MergedBatch::close, dataset::close);
    }
}
