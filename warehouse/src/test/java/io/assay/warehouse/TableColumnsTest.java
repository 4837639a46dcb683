package io.assay.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.FeatureType.Scalar;
import io.assay.warehouse.dataset.DatasetColumns;
import io.assay.warehouse.definition.DefinitionColumns;
import io.assay.warehouse.feature.FeatureLogColumns;
import io.assay.warehouse.quarantine.QuarantineColumns;
import io.assay.warehouse.quarantine.QuarantineEventColumns;
import io.assay.warehouse.run.RunLogColumns;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The columns of every table, as readers of any version rely on them. */
final class TableColumnsTest {
    private static final Map<String, FeatureType> KEY = Map.of("carrier", FeatureType.of(Scalar.STRING));

    @Test
    void tablesHaveTheColumnsOfTheGoldenFile() throws IOException {
        Map<String, TableSchema> tables = new LinkedHashMap<>();
        tables.put("datasets.DATASET, beside its contract's columns", DatasetColumns.SCHEMA);
        tables.put("quarantine.DATASET", QuarantineColumns.SCHEMA);
        tables.put("quarantine." + QuarantineEventColumns.TABLE, QuarantineEventColumns.SCHEMA);
        tables.put("features, window view", FeatureLogColumns.window(KEY, List.of("state_late_7d")));
        tables.put(
                "features, latest view",
                FeatureLogColumns.latest(KEY, Map.of("tails", FeatureType.listOf(Scalar.STRING))));
        tables.put(WarehouseLayout.LOG, RunLogColumns.SCHEMA);
        tables.put(WarehouseLayout.DEFINITIONS, DefinitionColumns.SCHEMA);
        String text = tables.entrySet().stream()
                .map(table -> table.getKey() + "\n" + lines(table.getValue()))
                .collect(Collectors.joining("\n"));

        GoldenFile.assertSame("table-columns.txt", text);
    }

    @Test
    void theRowsOfALatestLogBeginWithTheirKey() {
        assertThat(FeatureLogColumns.latest(KEY, Map.of()).names().get(0)).isEqualTo("carrier");
    }

    private static String lines(TableSchema table) {
        return table.columns().stream()
                .map(column -> "  %s %s\n".formatted(column.name(), word(column.type())))
                .collect(Collectors.joining());
    }

    private static String word(TableType type) {
        return type.match(new TableType.Cases<>() {
            @Override
            public String value(TableType.Value value) {
                return value.type().word();
            }

            @Override
            public String day(TableType.Day day) {
                return "date";
            }

            @Override
            public String records(TableType.Records records) {
                return records.fields().stream()
                        .map(field -> field.name() + " " + word(field.type()))
                        .collect(Collectors.joining(", ", "list<record<", ">>"));
            }
        });
    }
}
