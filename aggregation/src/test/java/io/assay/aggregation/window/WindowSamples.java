package io.assay.aggregation.window;

import io.assay.aggregation.Aggregation;
import io.assay.aggregation.state.AggregateState;
import io.assay.aggregation.state.EventOrder;
import io.assay.aggregation.state.ValueType;
import io.assay.aggregation.value.RowKind;
import io.assay.definition.contract.DatasetName;
import io.assay.definition.feature.Aggregate;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.FeatureType.Scalar;
import io.assay.definition.feature.Source;
import io.assay.definition.feature.ViewName;
import io.assay.definition.feature.WindowFeature;
import io.assay.definition.feature.WindowView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A window view on integers {@code x}, and logs made by hand the way a writer makes them. */
final class WindowSamples {
    static final long SECOND = 1_000_000L;
    static final long GRAIN = 2 * SECOND;
    static final WindowView VIEW = view(
            feature("events", Aggregate.COUNT, false, 20, 10),
            feature("events_long", Aggregate.COUNT, false, 60, 20),
            feature("sum_short", Aggregate.SUM, true, 10, 10),
            feature("sum_long", Aggregate.SUM, true, 100, 20),
            feature("mean", Aggregate.MEAN, true, 30, 10),
            feature("least", Aggregate.MIN, true, 50, 10),
            feature("spread", Aggregate.STDDEV, true, 50, 50),
            feature("last", Aggregate.LAST, true, 30, 30),
            feature("different", Aggregate.COUNT_DISTINCT, true, 100, 10));

    private WindowSamples() {}

    /** One event: when it happened, when it was available, in which publication it came, and its value. */
    record Event(
            long time,
            long available,
            long sequence,
            long position,
            @Nullable Long x) {
        EventOrder order() {
            return new EventOrder(time, available, sequence, position);
        }
    }

    static WindowFeature feature(String name, Aggregate aggregate, boolean of, int over, int hop) {
        return new WindowFeature(
                name,
                aggregate,
                of ? Optional.of("x") : Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(over),
                Duration.ofSeconds(hop),
                Optional.empty(),
                Optional.empty());
    }

    static WindowView view(WindowFeature... features) {
        Source source = new Source(new DatasetName("events"), "at", Optional.empty(), Optional.empty(), Map.of());
        return new WindowView(
                new ViewName("view"),
                Optional.empty(),
                List.of(),
                source,
                Duration.ofSeconds(2),
                Arrays.asList(features),
                Map.of(),
                "00000000",
                "{}");
    }

    static WindowPlan plan(WindowView view) {
        Map<String, FeatureType> types = new HashMap<>();
        for (WindowFeature feature : view.window()) {
            types.put(
                    feature.name(), Aggregation.typeOf(feature.aggregate(), Optional.of(FeatureType.of(Scalar.LONG))));
        }
        return WindowPlan.of(view, types);
    }

    /** The rows a writer makes of events: one for each (tile, known, sequence). */
    static List<WindowRow> rows(WindowPlan plan, RowKind kind, List<Event> events) {
        record Place(long tile, long known, long sequence) {}
        Map<Place, List<AggregateState>> states = new TreeMap<>(Comparator.comparingLong(Place::known)
                .thenComparingLong(Place::tile)
                .thenComparingLong(Place::sequence));
        for (Event event : events) {
            Place place =
                    new Place(plan.tileOf(event.time()), plan.known(event.time(), event.available()), event.sequence());
            List<AggregateState> row = states.computeIfAbsent(
                    place,
                    p -> plan.columns().stream()
                            .map(c -> AggregateState.empty(c.aggregate(), ValueType.INTEGER))
                            .toList());
            for (int i = 0; i < row.size(); i++) {
                Object value = plan.columns().get(i).of().isEmpty() ? (Object) true : event.x();
                row.get(i).update(value, event.order());
            }
        }
        List<WindowRow> rows = new ArrayList<>();
        states.forEach((p, s) -> rows.add(WindowRow.of(p.tile(), p.known(), kind, p.sequence(), s)));
        return rows;
    }
}
