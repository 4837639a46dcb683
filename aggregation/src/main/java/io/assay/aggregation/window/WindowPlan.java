package io.assay.aggregation.window;

import io.assay.aggregation.state.AggregateState;
import io.assay.aggregation.time.Micros;
import io.assay.aggregation.time.Tiles;
import io.assay.aggregation.value.FeatureValue;
import io.assay.definition.feature.Aggregate;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.WindowFeature;
import io.assay.definition.feature.WindowView;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a window view is kept and evaluated: its state columns, its tiles, and the features over them. Immutable; one
 * plan serves any number of threads, each with {@link #cursor() cursors} of its own.
 */
public final class WindowPlan implements Serializable {
    private final List<String> features;
    private final List<StateColumn> columns;
    private final List<Window> windows;
    private final long tile;
    private final long grain;
    private final long longest;

    private WindowPlan(List<String> features, List<StateColumn> columns, List<Window> windows, long tile, long grain) {
        this.features = List.copyOf(features);
        this.columns = List.copyOf(columns);
        this.windows = List.copyOf(windows);
        this.tile = tile;
        this.grain = grain;
        this.longest = windows.stream().mapToLong(w -> w.over() + w.hop()).max().orElse(0);
    }

    /**
     * The plan of a view.
     *
     * @param types the type of every feature, by name, as {@link FeatureValue#typeOf} gives it
     */
    public static WindowPlan of(WindowView view, Map<String, FeatureType> types) {
        List<StateColumn> columns = columnsOf(view);
        List<Window> windows = new ArrayList<>();
        for (WindowFeature feature : view.window()) {
            FeatureType type = types.get(feature.name());
            if (type == null) {
                throw new IllegalArgumentException(
                        "view %s: no type is given for feature %s".formatted(view.name(), feature.name()));
            }
            windows.add(Window.of(feature, columnOf(columns, feature), type));
        }
        return new WindowPlan(view.features(), columns, windows, Micros.of(view.tile()), Micros.of(view.grain()));
    }

    /** The binary columns of a view's log, in order: one for each distinct (aggregate, of, where). */
    public static List<StateColumn> columnsOf(WindowView view) {
        List<StateColumn> columns = new ArrayList<>();
        for (WindowFeature feature : view.window()) {
            if (columnOf(columns, feature) < 0) {
                columns.add(
                        new StateColumn("state_" + feature.name(), feature.aggregate(), feature.of(), feature.where()));
            }
        }
        return List.copyOf(columns);
    }

    private static int columnOf(List<StateColumn> columns, WindowFeature feature) {
        for (int i = 0; i < columns.size(); i++) {
            StateColumn column = columns.get(i);
            if (column.aggregate() == feature.aggregate()
                    && column.of().equals(feature.of())
                    && column.where().equals(feature.where())) {
                return i;
            }
        }
        return -1;
    }

    /** The same rows, of which only these features are evaluated, in this order. */
    public WindowPlan only(List<String> wanted) {
        List<Window> chosen =
                wanted.stream().map(name -> windows.get(features.indexOf(name))).toList();
        return new WindowPlan(wanted, columns, chosen, tile, grain);
    }

    /** Whether a feature of this plan is made from a state column. */
    public boolean needs(StateColumn column) {
        return windows.stream().anyMatch(window -> columns.get(window.column()).equals(column));
    }

    public List<StateColumn> columns() {
        return columns;
    }

    /** Start of the tile an event belongs to; all in microseconds. */
    public long tileOf(long eventTime) {
        return Tiles.floor(eventTime, tile);
    }

    /** The time from which an event counts. */
    public long known(long eventTime) {
        return Tiles.known(eventTime, grain);
    }

    /** The time from which an event counts, if it was available only later. */
    public long known(long eventTime, long available) {
        return Tiles.known(eventTime, available, grain);
    }

    /** Tiles before this are in no window at {@code t} nor after it. */
    public long horizon(long t) {
        return t - longest;
    }

    /** Values at any instants, each computed from all of a key's rows. */
    public WindowEvaluation evaluation() {
        return new WindowEvaluation(this);
    }

    /** Values at ascending instants, each row taken in once; for one thread. */
    public WindowCursor cursor() {
        return new WindowCursor(this);
    }

    /** How many tiles the longest window spans. */
    long reach() {
        return longest / tile + 1;
    }

    List<Window> windows() {
        return windows;
    }

    long tileLength() {
        return tile;
    }

    /** One feature, in microseconds. */
    record Window(
            int column,
            long over,
            long hop,
            Aggregate aggregate,
            FeatureType type,
            @Nullable Object fallback) implements Serializable {
        static Window of(WindowFeature feature, int column, FeatureType type) {
            Optional<Object> fallback = feature.fallback().map(text -> FeatureValue.parse(text, type));
            return new Window(
                    column,
                    Micros.of(feature.over()),
                    Micros.of(feature.hop()),
                    feature.aggregate(),
                    type,
                    fallback.orElse(null));
        }

        long tail(long t) {
            return Tiles.tail(t, over, hop);
        }

        long leaves(long tile) {
            return Tiles.leaves(tile, over, hop);
        }

        @Nullable Object finish(@Nullable AggregateState state) {
            Object value = state == null
                    ? empty()
                    : FeatureValue.cast(state.finish(), state.finished().longMeaning(), type);
            return value == null ? fallback : value;
        }

        private @Nullable Object empty() {
            boolean counts = aggregate == Aggregate.COUNT || aggregate == Aggregate.COUNT_DISTINCT;
            return counts ? FeatureValue.cast(0L, FeatureValue.LongMeaning.NUMBER, type) : null;
        }
    }
}
