package io.assay.jobs.publication;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes to a table's properties and partitioning, made in the commit that publishes a batch.
 *
 * @param properties of the table
 * @param partitioning transforms for later batches; empty if they stay as they are
 */
public record TableSettingsChange(Map<String, String> properties, Optional<List<String>> partitioning) {
    public TableSettingsChange {
        properties = Map.copyOf(properties);
        partitioning = partitioning.map(List::copyOf);
    }

    public static TableSettingsChange of(Map<String, String> properties) {
        return new TableSettingsChange(properties, Optional.empty());
    }

    public TableSettingsChange with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(properties);
        all.putAll(more);
        return new TableSettingsChange(all, partitioning);
    }
}
