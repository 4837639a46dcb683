package io.assay.validation.suggest;

import java.util.List;

/**
 * A primary key.
 *
 * @param columns by their names in the source, in order
 * @param reason why, in words and numbers
 */
public record SuggestedKey(List<String> columns, String reason) {
    public SuggestedKey {
        columns = List.copyOf(columns);
    }
}
