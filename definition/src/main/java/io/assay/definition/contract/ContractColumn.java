package io.assay.definition.contract;

import java.util.List;
import java.util.Optional;

/**
 * A column of a dataset.
 *
 * @param name ours
 * @param source the source's own name for it ({@code physicalName}), the same as {@code name} unless said
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
}
