package io.assay.validation.suggest;

import java.util.List;

/**
 * A foreign key of several columns.
 *
 * @param columns by their names in the contract
 * @param targets of each column {@code dataset.column}
 * @param reason why, in words and numbers
 * @param warns whether it only warns
 */
public record SuggestedRelationship(List<String> columns, List<String> targets, String reason, boolean warns) {
    public SuggestedRelationship {
        columns = List.copyOf(columns);
        targets = List.copyOf(targets);
    }
}
