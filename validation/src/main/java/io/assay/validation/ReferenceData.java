package io.assay.validation;

import io.assay.definition.contract.DatasetName;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The published rows that a batch is compared with.
 *
 * @param published the dataset itself as readers see it now, for keys that must be unique and rules with {@code scope:
 *     dataset}; absent if nothing is published yet, or the batch takes the place of it
 * @param targets datasets that foreign keys point to ({@link Gate#targets}); a rule whose target is absent is an error
 */
public record ReferenceData(Optional<Dataset<Row>> published, Map<DatasetName, Dataset<Row>> targets) {
    public ReferenceData {
        targets = Map.copyOf(targets);
    }

    public static ReferenceData nothing() {
        return new ReferenceData(Optional.empty(), Map.of());
    }
}
