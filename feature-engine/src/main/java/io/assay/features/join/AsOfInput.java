package io.assay.features.join;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.BinaryType;

import io.assay.aggregation.latest.LatestPlan;
import io.assay.aggregation.time.Micros;
import io.assay.aggregation.window.StateColumn;
import io.assay.aggregation.window.WindowPlan;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.FeatureView;
import io.assay.definition.feature.LatestView;
import io.assay.definition.feature.WindowView;
import io.assay.features.log.SparkTypes;
import io.assay.warehouse.feature.FeatureLogColumns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;

/**
 * A view's log made ready for the join.
 *
 * @param rows join keys, {@link #EFFECTIVE} and {@link #LOG_ROW}
 * @param factory what reads the log rows
 * @param values the values it gives, in order
 */
record AsOfInput(Dataset<Row> rows, AsOfCursor.Factory factory, List<Value> values) {
    /**
     * The time from which a log row counts, in microseconds; an erase of a key, which holds at any time, comes first.
     */
    static final String EFFECTIVE = "__effective";

    static final String LOG_ROW = "__log";

    /**
     * A value: its column in the training set, its type inside the join, and the expression that converts it
     * afterwards.
     */
    record Value(String column, DataType joined, Column finished) {
        static Value of(String column, FeatureType type) {
            return new Value(
                    column,
                    SparkTypes.plainType(type),
                    SparkTypes.typed(col(column), type).as(column));
        }
    }

    static AsOfInput of(ViewLog log, List<RequestedFeature> wanted, LabelTimeRange span) {
        return log.view().match(new FeatureView.Cases<>() {
            @Override
            public AsOfInput window(WindowView view) {
                return AsOfInput.window(view, log, wanted, span);
            }

            @Override
            public AsOfInput latest(LatestView view) {
                return AsOfInput.latest(view, log, wanted, span);
            }
        });
    }

    private static AsOfInput window(WindowView view, ViewLog log, List<RequestedFeature> wanted, LabelTimeRange span) {
        WindowPlan plan = WindowPlan.of(view, log.types())
                .only(wanted.stream().map(RequestedFeature::feature).toList());
        List<Column> fields = new ArrayList<>();
        fields.add(unix_micros(col(FeatureLogColumns.TILE)).as("tile"));
        fields.add(unix_micros(col(FeatureLogColumns.KNOWN)).as("known"));
        fields.add(col(FeatureLogColumns.KIND));
        fields.add(col(FeatureLogColumns.SEQUENCE));
        for (StateColumn state : plan.columns()) {
            fields.add((plan.needs(state) ? col(state.name()) : lit(null).cast(BinaryType)).as(state.name()));
        }
        List<Value> values = new ArrayList<>();
        for (RequestedFeature feature : wanted) {
            values.add(Value.of(feature.column(), log.type(feature.feature())));
        }
        return new AsOfInput(
                rows(
                        log,
                        seen(
                                FeatureLogColumns.TILE,
                                Optional.of(Micros.instant(plan.horizon(Micros.of(span.first())))),
                                span),
                        col(FeatureLogColumns.KNOWN),
                        fields),
                WindowAsOfCursor.factory(plan),
                List.copyOf(values));
    }

    private static AsOfInput latest(LatestView view, ViewLog log, List<RequestedFeature> wanted, LabelTimeRange span) {
        List<Column> fields = new ArrayList<>();
        fields.add(unix_micros(col(FeatureLogColumns.EVENT_TIME)).as("event"));
        fields.add(unix_micros(col(FeatureLogColumns.KNOWN)).as("known"));
        fields.add(col(FeatureLogColumns.KIND));
        fields.add(col(FeatureLogColumns.SEQUENCE));
        fields.add(col(FeatureLogColumns.POSITION));
        wanted.forEach(feature -> fields.add(SparkTypes.plain(col(feature.feature()), log.type(feature.feature()))
                .as(feature.column())));
        Column due = greatest(col(FeatureLogColumns.EVENT_TIME), col(FeatureLogColumns.KNOWN));
        return new AsOfInput(
                rows(log, seen(FeatureLogColumns.EVENT_TIME, view.ttl().map(span.first()::minus), span), due, fields),
                LatestAsOfCursor.factory(LatestPlan.of(view, log.types()), wanted.size()),
                wanted.stream()
                        .map(feature -> Value.of(feature.column(), log.type(feature.feature())))
                        .toList());
    }

    /** Holds for rows that a label may see: known in time, and not too old; an erase of a key counts at any time. */
    private static Seen seen(String time, Optional<Instant> notBefore, LabelTimeRange span) {
        Column known = col(FeatureLogColumns.KNOWN).leq(lit(span.last()));
        Column seen =
                notBefore.map(instant -> known.and(col(time).geq(lit(instant)))).orElse(known);
        return new Seen(time, col(time).isNull().or(seen));
    }

    private record Seen(String time, Column condition) {}

    private static Dataset<Row> rows(ViewLog log, Seen seen, Column effective, List<Column> fields) {
        List<Column> columns = new ArrayList<>();
        log.view()
                .joinKeys()
                .forEach((key, type) ->
                        columns.add(SparkTypes.plain(col(key), type).as(key)));
        columns.add(when(col(seen.time()).isNull(), lit(Long.MIN_VALUE))
                .otherwise(unix_micros(effective))
                .as(EFFECTIVE));
        columns.add(struct(fields.toArray(Column[]::new)).as(LOG_ROW));
        return log.rows().where(seen.condition()).select(columns.toArray(Column[]::new));
    }

    DataType logRow() {
        return rows.schema().apply(LOG_ROW).dataType();
    }
}
