package io.assay.definition.feature;

import io.assay.definition.contract.DatasetName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a view's rows come from. All texts but {@code dataset} are SQL expressions over the dataset's columns.
 *
 * @param keys for each join key of the view, in order, the column or expression that holds it
 */
public record Source(
        DatasetName dataset,
        String eventTime,
        Optional<String> available,
        Optional<String> where,
        Map<String, String> keys) {
    public Source {
        keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    }
}
