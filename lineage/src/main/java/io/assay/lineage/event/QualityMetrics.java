package io.assay.lineage.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What was measured on a dataset: its rows, and facts about its columns by name. */
public record QualityMetrics(OptionalLong rows, Map<String, ColumnMetrics> columns) {
    public QualityMetrics {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /**
     * Facts about one column; what is not known stays empty.
     *
     * @param quantiles by the share as text, such as {@code 0.5}
     */
    public record ColumnMetrics(
            OptionalLong nulls,
            OptionalLong distinct,
            OptionalDouble sum,
            OptionalLong count,
            OptionalDouble minimum,
            OptionalDouble maximum,
            Map<String, Double> quantiles) {
        public ColumnMetrics {
            quantiles = Collections.unmodifiableMap(new LinkedHashMap<>(quantiles));
        }
    }
}
