package io.assay.features.log;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.BooleanType;

import io.assay.aggregation.state.ValueType;
import io.assay.aggregation.window.StateColumn;
import io.assay.definition.feature.Aggregate;
import io.assay.definition.feature.FeatureType;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;

/**
 * What one state column of a window view takes in: a column of the dataset's rows, null where the feature's
 * {@code where} does not hold.
 *
 * @param lost whether the row has a value that its type cannot hold
 */
record AggregateInput(StateColumn state, ValueType type, Column value, Column lost) {

    /** Empty, with the fault noted, where an expression does not fit. */
    static Optional<AggregateInput> of(StateColumn state, ViewExpressions expressions) {
        String at = "window." + state.name().substring("state_".length());
        Optional<Column> condition = state.where()
                .map(sql -> expressions.typed(
                        at + ".where", sql, BooleanType, "write a condition, such as arr_delay > 15"));
        Optional<DataType> own = state.of().flatMap(sql -> expressions.type(at + ".of", sql));
        if (state.of().isPresent() && own.isEmpty()) {
            return Optional.empty();
        }
        if (state.aggregate() == Aggregate.COUNT) {
            Column there =
                    state.of().map(sql -> expressions.column(sql).isNotNull()).orElse(lit(true));
            Column counted = condition.map(there::and).orElse(there);
            Column lost = state.of()
                    .map(sql -> expressions.lost(sql, expressions.column(sql)))
                    .orElse(lit(false));
            return Optional.of(new AggregateInput(
                    state,
                    ValueType.BOOLEAN,
                    when(counted, lit(true)),
                    condition.map(holds -> holds.and(lost)).orElse(lost)));
        }
        Optional<ValueType> type = own.flatMap(AggregateInput::valueType);
        if (type.isEmpty()) {
            expressions.fault(
                    at + ".of",
                    "values of %s cannot be aggregated".formatted(own.get().simpleString()),
                    "take a plain value out of it");
            return Optional.empty();
        }
        if (needsNumber(state.aggregate()) && !type.get().isNumber()) {
            expressions.fault(
                    at + ".of",
                    "%s of %s has no meaning"
                            .formatted(state.aggregate().word(), own.get().simpleString()),
                    "aggregate a number, or cast in 'of'");
            return Optional.empty();
        }
        String of = state.of().get();
        Column value = Conversions.stateInput(expressions.column(of), type.get());
        Column lost = expressions.lost(of, expressions.column(of));
        return Optional.of(new AggregateInput(
                state,
                type.get(),
                condition.map(holds -> when(holds, value)).orElse(value),
                condition.map(holds -> holds.and(lost)).orElse(lost)));
    }

    private static boolean needsNumber(Aggregate aggregate) {
        return switch (aggregate) {
            case SUM, MEAN, VARIANCE, STDDEV, PERCENTILE -> true;
            case COUNT, MIN, MAX, FIRST, LAST, COUNT_DISTINCT, FIRST_K, LAST_K, TOP_K, HISTOGRAM -> false;
        };
    }

    private static Optional<ValueType> valueType(DataType type) {
        return SparkTypes.featureType(type)
                .filter(t -> t.shape() == FeatureType.Shape.ONE)
                .map(t -> ValueType.of(t.scalar()));
    }
}
