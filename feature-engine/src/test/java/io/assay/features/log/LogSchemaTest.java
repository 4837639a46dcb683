package io.assay.features.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.aggregation.window.StateColumn;
import io.assay.aggregation.window.WindowPlan;
import io.assay.definition.feature.Aggregate;
import io.assay.definition.feature.FeatureView;
import io.assay.definition.feature.WindowView;
import io.assay.features.FeatureEngine;
import io.assay.features.Tables;
import io.assay.features.TestViews;
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
        WindowView view = TestViews.windowView(
                "w",
                TestViews.entity("e", "id:long"),
                TestViews.source("at", null),
                TestViews.window("n", Aggregate.COUNT, null, Duration.ofDays(1)),
                TestViews.window("total", Aggregate.SUM, "x", Duration.ofDays(1)));
        TableSchema contract = FeatureLogColumns.window(
                view.joinKeys(),
                WindowPlan.columnsOf(view).stream().map(StateColumn::name).toList());

        assertThat(schema(view)).isEqualTo(SparkTypes.schema(contract));
    }

    @Test
    void ofALatestView() {
        FeatureView view = TestViews.latestView(
                "l",
                TestViews.entity("e", "id:long"),
                TestViews.source("at", null),
                null,
                TestViews.latest("x", "x"),
                TestViews.latest("names", "names"));

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
