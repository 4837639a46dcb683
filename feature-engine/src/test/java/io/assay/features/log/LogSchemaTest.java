package io.assay.features.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.aggregation.window.StateColumn;
import io.assay.aggregation.window.WindowPlan;
import io.assay.definition.feature.Aggregate;
import io.assay.definition.feature.FeatureView;
import io.assay.definition.feature.WindowView;
import io.assay.features.FeatureEngine;
import io.assay.features.Tables;
import io.assay.features.Views;
import io.assay.warehouse.TableSchema;
import io.assay.warehouse.feature.FeatureLogColumns;
import java.time.Duration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Log rows have the columns of the storage contract, in its order and types. */
final class LogSchemaTest {
    private static final String DATASET =
            "id BIGINT, at TIMESTAMP, x DOUBLE, names ARRAY<STRING>, _run STRING, _source STRING, _position BIGINT, _sequence BIGINT";

    @Test
    void ofAWindowView() {
        WindowView view = Views.windowView(
                "w",
                Views.entity("e", "id:long"),
                Views.source("at", null),
                Views.window("n", Aggregate.COUNT, null, Duration.ofDays(1)),
                Views.window("total", Aggregate.SUM, "x", Duration.ofDays(1)));
        TableSchema contract = FeatureLogColumns.window(
                view.joinKeys(),
                WindowPlan.columnsOf(view).stream().map(StateColumn::name).toList());

        assertThat(schema(view)).isEqualTo(SparkTypes.schema(contract));
    }

    @Test
    void ofALatestView() {
        FeatureView view = Views.latestView(
                "l",
                Views.entity("e", "id:long"),
                Views.source("at", null),
                null,
                Views.latest("x", "x"),
                Views.latest("names", "names"));

        ResolvedView resolved = FeatureEngine.resolve(view, Tables.table(DATASET));
        assertThat(schema(view))
                .isEqualTo(SparkTypes.schema(FeatureLogColumns.latest(view.joinKeys(), resolved.types())));
    }

    private static StructType schema(FeatureView view) {
        Dataset<Row> dataset = Tables.table(DATASET);
        ResolvedView resolved = FeatureEngine.resolve(view, dataset);
        return resolved.logRows()
                .apply(resolved.viewRows().apply(dataset))
                .schema()
                .asNullable();
    }
}
