package io.assay.lineage.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where an output's columns come from.
 *
 * @param columns output column to the input columns its values are made of
 * @param rows input columns that decide which rows exist: filters, joins, groupings
 */
public record ColumnLineage(Map<String, List<Origin>> columns, List<Origin> rows) {
    public ColumnLineage {
        Map<String, List<Origin>> copy = new LinkedHashMap<>();
        columns.forEach((column, origins) -> copy.put(column, List.copyOf(origins)));
        columns = Collections.unmodifiableMap(copy);
        rows = List.copyOf(rows);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** One input column, and what was done with it; {@code expression} as the definition has it. */
    public record Origin(DatasetId dataset, String column, Transformation how, Optional<String> expression) {
        public static Origin of(DatasetId dataset, String column, Transformation how) {
            return new Origin(dataset, column, how, Optional.empty());
        }
    }

    /** What was done with a column; the first three make the value, the others decide about it. */
    public enum Transformation {
        IDENTITY,
        TRANSFORMATION,
        AGGREGATION,
        CONDITIONAL,
        FILTER,
        GROUP_BY,
        JOIN,
        SORT,
        WINDOW;

        public boolean direct() {
            return compareTo(AGGREGATION) <= 0;
        }
    }

    /** Gathers origins column by column, in the order given. */
    public static final class Builder {
        private final Map<String, List<Origin>> columns = new LinkedHashMap<>();
        private final List<Origin> rows = new ArrayList<>();

        private Builder() {}

        public Builder column(String output, Origin origin) {
            columns.computeIfAbsent(output, any -> new ArrayList<>()).add(origin);
            return this;
        }

        public Builder rows(Origin origin) {
            rows.add(origin);
            return this;
        }

        public ColumnLineage build() {
            return new ColumnLineage(columns, rows);
        }
    }
}
