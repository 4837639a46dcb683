package io.assay.aggregation;

import io.assay.aggregation.latest.LatestPlan;
import io.assay.aggregation.state.AggregateState;
import io.assay.aggregation.state.ValueType;
import io.assay.aggregation.value.FeatureValue;
import io.assay.aggregation.window.StateColumn;
import io.assay.aggregation.window.WindowPlan;
import io.assay.definition.feature.Aggregate;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.LatestView;
import io.assay.definition.feature.WindowView;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a feature value is made of. Entry type of this module. */
public final class Aggregation {
    private Aggregation() {}

    /** A state of nothing: {@code update} it with events, {@code merge} it with others, {@code finish} it. */
    public static AggregateState state(Aggregate aggregate, ValueType type) {
        return AggregateState.empty(aggregate, type);
    }

    /** The binary columns of a window view's log, in order. */
    public static List<StateColumn> columns(WindowView view) {
        return WindowPlan.columnsOf(view);
    }

    /** The type of a window feature whose definition does not set one. */
    public static FeatureType typeOf(Aggregate aggregate, Optional<FeatureType> of) {
        return FeatureValue.typeOf(aggregate, of);
    }

    /** How a window view's values come from its log; {@code types} by feature name. */
    public static WindowPlan window(WindowView view, Map<String, FeatureType> types) {
        return WindowPlan.of(view, types);
    }

    /** How a latest view's values come from its log; {@code types} by feature name. */
    public static LatestPlan latest(LatestView view, Map<String, FeatureType> types) {
        return LatestPlan.of(view, types);
    }
}
