package io.assay.definition.contract;

import java.util.List;
import java.util.Optional;

/**
 * A column of a dataset.
 *
 * @param name in the dataset
 * @param source its name in the source ({@code physicalName}), by default the same as {@code name}
 * @param required a source without this column cannot be read
 */
public record ContractColumn(
        String name,
        String source,
        ColumnType type,
        boolean required,
        Optional<String> description,
        Optional<String> classification,
        List<String> tags) {
    public ContractColumn {
        tags = List.copyOf(tags);
    }

    /** The same, not required. */
    public ContractColumn optional() {
        return new ContractColumn(name, source, type, false, description, classification, tags);
    }
}
