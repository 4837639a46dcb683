package io.assay.jobs.publication;

import java.util.List;

/**
 * A batch on its branches of the dataset and of the side tables, ready to be published.
 *
 * @param change that the dataset's table gets in the same commit
 */
public record StagedPublication(
        PublishedTable dataset, StagedBatch batch, List<SideTable> sideTables, TableSettingsChange change) {
    public StagedPublication {
        sideTables = List.copyOf(sideTables);
    }

    /**
     * Publishes the side tables, then the dataset.
     *
     * @throws MainMovedException if the dataset is no longer what the batch was validated against; then nothing of the
     *     run counts for readers
     */
    public void publish(PublishProgress progress) throws MainMovedException {
        dataset.checkUnmoved(batch);
        sideTables.forEach(SideTable::publish);
        progress.reached(PublishStep.QUARANTINE_PUBLISHED);
        dataset.publish(batch, change);
        progress.reached(PublishStep.PUBLISHED);
    }
}
