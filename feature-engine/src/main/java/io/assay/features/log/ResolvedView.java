package io.assay.features.log;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.assay.aggregation.state.ValueType;
import io.assay.aggregation.value.FeatureValue;
import io.assay.aggregation.window.StateColumn;
import io.assay.aggregation.window.WindowPlan;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.FeatureView;
import io.assay.definition.feature.LatestFeature;
import io.assay.definition.feature.LatestView;
import io.assay.definition.feature.Source;
import io.assay.definition.feature.WindowFeature;
import io.assay.definition.feature.WindowView;
import io.assay.warehouse.dataset.DatasetColumns;
import io.assay.warehouse.feature.FeatureLogColumns;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A view whose expressions have been resolved against its dataset's columns: what its features' types are, and how the
 * dataset's rows become rows of its log.
 */
public final class ResolvedView {
    private final FeatureView view;
    private final Map<String, FeatureType> types;
    private final UnaryOperator<Dataset<Row>> viewRows;
    private final UnaryOperator<Dataset<Row>> logRows;

    private ResolvedView(
            FeatureView view,
            Map<String, FeatureType> types,
            UnaryOperator<Dataset<Row>> viewRows,
            UnaryOperator<Dataset<Row>> logRows) {
        this.view = view;
        this.types = Collections.unmodifiableMap(types);
        this.viewRows = viewRows;
        this.logRows = logRows;
    }

    /**
     * Resolves all of the view's expressions.
     *
     * @param dataset with the dataset's columns; its rows are not looked at
     * @param log schema of the view's log, if it exists
     * @throws io.assay.definition.InvalidDefinitionException with every expression that does not fit
     */
    public static ResolvedView of(FeatureView view, Dataset<Row> dataset, Optional<StructType> log) {
        ViewExpressions expressions = new ViewExpressions(view.name(), dataset);
        List<Column> columns = sourceColumns(view, expressions);
        return view.match(new FeatureView.Cases<>() {
            @Override
            public ResolvedView window(WindowView window) {
                return of(window, expressions, columns);
            }

            @Override
            public ResolvedView latest(LatestView latest) {
                return of(latest, expressions, columns, log);
            }
        });
    }

    private static ResolvedView of(WindowView view, ViewExpressions expressions, List<Column> columns) {
        List<ValueType> kinds = new ArrayList<>();
        for (StateColumn state : WindowPlan.columnsOf(view)) {
            AggregateInput.of(state, expressions).ifPresent(input -> {
                columns.add(input.value().as(WindowRows.input(state)));
                columns.add(input.lost().as(ViewRows.unfit(state.name())));
                kinds.add(input.type());
            });
        }
        expressions.throwIfAny();
        Map<String, FeatureType> types = new LinkedHashMap<>();
        for (WindowFeature feature : view.window()) {
            Optional<FeatureType> own = feature.of()
                    .flatMap(sql -> expressions.type(feature.name(), sql))
                    .flatMap(SparkTypes::featureType);
            types.put(feature.name(), feature.type().orElseGet(() -> FeatureValue.typeOf(feature.aggregate(), own)));
        }
        return new ResolvedView(view, types, new ViewRows(view, columns), new WindowRows(view, kinds));
    }

    /**
     * The type in which a log that exists holds a feature. It stays, also where the dataset's column became wider or a
     * later version would choose another: version 0.1 stored decimals as doubles.
     */
    private static FeatureType stored(Optional<StructType> log, String feature, FeatureType own) {
        return log.filter(schema -> List.of(schema.fieldNames()).contains(feature))
                .flatMap(schema -> SparkTypes.featureType(schema.apply(feature).dataType()))
                .orElse(own);
    }

    private static ResolvedView of(
            LatestView view, ViewExpressions expressions, List<Column> columns, Optional<StructType> log) {
        Map<String, FeatureType> types = new LinkedHashMap<>();
        for (LatestFeature feature : view.latest()) {
            String at = "latest." + feature.name();
            if (FeatureLogColumns.LATEST.contains(feature.name())) {
                expressions.fault(
                        at,
                        "'%s' is a column of the feature log's own".formatted(feature.name()),
                        "rename it: {name: %s_value, of: %s}".formatted(feature.name(), feature.of()));
            }
            expressions.type(at, feature.of()).ifPresent(own -> {
                FeatureType type = feature.type()
                        .or(() -> SparkTypes.featureType(own).map(plain -> stored(log, feature.name(), plain)))
                        .orElseGet(() -> {
                            expressions.fault(
                                    at,
                                    "%s is not a feature's type".formatted(own.simpleString()),
                                    "take a part of it, or set 'type:'");
                            return FeatureType.of(FeatureType.Scalar.STRING);
                        });
                types.put(feature.name(), type);
                if (!Conversions.converts(own, type)) {
                    expressions.fault(
                            at,
                            "%s cannot become %s".formatted(own.simpleString(), type.word()),
                            "take a part of it, or set 'type: string'");
                    return;
                }
                Column converted = Conversions.feature(expressions.column(feature.of()), own, type);
                columns.add(converted.as(feature.name()));
                columns.add(expressions.lost(feature.of(), converted).as(ViewRows.unfit(feature.name())));
            });
        }
        expressions.throwIfAny();
        return new ResolvedView(view, types, new ViewRows(view, columns), new LatestRows(view));
    }

    private static List<Column> sourceColumns(FeatureView view, ViewExpressions expressions) {
        Source source = view.source();
        List<Column> columns = new ArrayList<>();
        view.joinKeys().forEach((key, type) -> {
            String sql = source.keys().getOrDefault(key, key);
            expressions.type("source.keys." + key, sql).ifPresent(own -> {
                Column part = Conversions.key(expressions.column(sql), own, type);
                columns.add(part.as(key));
                columns.add(expressions.lost(sql, part).as(ViewRows.malformed(key)));
            });
        });
        Column event = time(expressions, "source.event_time", source.eventTime());
        columns.add(event.as(ViewRows.EVENT_TIME));
        columns.add(source.available()
                .map(sql -> time(expressions, "source.available", sql))
                .orElse(event)
                .as(ViewRows.AVAILABLE));
        columns.add(col(DatasetColumns.RUN).as(ViewRows.RUN));
        columns.add(col(DatasetColumns.SEQUENCE).cast(LongType).as(ViewRows.SEQUENCE));
        columns.add(col(DatasetColumns.POSITION).cast(LongType).as(ViewRows.POSITION));
        columns.add(source.where()
                .map(sql -> expressions.typed(
                        "source.where", sql, BooleanType, "write a condition, such as tailnum IS NOT NULL"))
                .map(holds -> coalesce(holds, lit(false)))
                .orElse(lit(true))
                .as(ViewRows.INSIDE));
        return columns;
    }

    private static Column time(ViewExpressions expressions, String at, String sql) {
        return unix_micros(expressions.typed(
                at,
                sql,
                TimestampType,
                "give a timestamp: to_timestamp(...) reads one from text, timestamp_seconds(...) from a number"));
    }

    public FeatureView view() {
        return view;
    }

    /** Types of the features, in the order of the definition. */
    public Map<String, FeatureType> types() {
        return types;
    }

    /**
     * Dataset rows to the view's: keys, times and inputs, each with the reason why it cannot be used, if any. On these
     * {@link UnusableRows#counts} are observed. No shuffle, no action.
     */
    public UnaryOperator<Dataset<Row>> viewRows() {
        return viewRows;
    }

    /** The keys of dataset rows that count in the view, each once. One shuffle by key, no action. */
    public Dataset<Row> keys(Dataset<Row> rows) {
        Column[] keys = view.joinKeys().keySet().stream()
                .map(org.apache.spark.sql.functions::col)
                .toArray(Column[]::new);
        return viewRows.apply(rows)
                .where(col(ViewRows.PROBLEM).isNull())
                .select(keys)
                .distinct();
    }

    /**
     * The view's rows to {@code add} rows of its log. A window view costs one shuffle, a latest view none; no action.
     */
    public UnaryOperator<Dataset<Row>> logRows() {
        return logRows;
    }
}
