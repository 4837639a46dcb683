package io.assay.aggregation.latest;

import io.assay.aggregation.time.Micros;
import io.assay.aggregation.value.FeatureStatus;
import io.assay.aggregation.value.FeatureValue;
import io.assay.aggregation.value.RowKind;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.LatestFeature;
import io.assay.definition.feature.LatestView;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a latest view is evaluated: the row with the greatest (event time, known, sequence, position) among those with
 * {@code event time <= t} and {@code known <= t}, if {@code t - ttl <= event time}. So of two versions of one event the
 * one that was known later counts, in whatever order they were delivered. A replace or erase removes all rows of its
 * event time of lesser or equal sequence once it is due. Immutable.
 */
public final class LatestPlan implements Serializable {
    private final long ttl;
    private final @Nullable Object[] fallbacks;

    private LatestPlan(long ttl, @Nullable Object[] fallbacks) {
        this.ttl = ttl;
        this.fallbacks = fallbacks;
    }

    /**
     * The plan of a view.
     *
     * @param types the type of every feature, by name
     */
    public static LatestPlan of(LatestView view, Map<String, FeatureType> types) {
        List<@Nullable Object> fallbacks = new ArrayList<>();
        for (LatestFeature feature : view.latest()) {
            FeatureType type = types.get(feature.name());
            if (type == null) {
                throw new IllegalArgumentException(
                        "view %s: no type is given for feature %s".formatted(view.name(), feature.name()));
            }
            fallbacks.add(feature.fallback()
                    .map(text -> FeatureValue.parse(text, type))
                    .orElse(null));
        }
        return new LatestPlan(view.ttl().map(Micros::of).orElse(Micros.FOREVER), fallbacks.toArray());
    }

    /**
     * The value of a feature, {@code value} being what the row holds or null without a row: null becomes the default.
     */
    public @Nullable Object value(int feature, @Nullable Object value) {
        return value == null ? fallbacks[feature] : value;
    }

    /** The newest row at {@code t} (microseconds); {@code rows} are all rows of one key, in any order. */
    public <R extends LatestRow> LatestValue<R> at(Iterable<R> rows, long t) {
        long erased = Long.MIN_VALUE;
        for (R row : rows) {
            if (row.erasesKey()) {
                erased = Math.max(erased, row.sequence());
            }
        }
        long nextDue = Micros.FOREVER;
        Map<Long, EventVersions<R>> events = new HashMap<>();
        for (R row : rows) {
            if (row.sequence() <= erased || row.erasesKey()) {
                continue;
            }
            if (row.due() > t) {
                nextDue = Math.min(nextDue, row.due());
            } else {
                events.computeIfAbsent(row.eventTime(), time -> new EventVersions<>())
                        .add(row);
            }
        }
        R newest = null;
        for (EventVersions<R> versions : events.values()) {
            R row = versions.newest();
            if (row != null && (newest == null || row.eventTime() > newest.eventTime())) {
                newest = row;
            }
        }
        return answer(newest, t, nextDue);
    }

    /** The newest rows at ascending instants; for one thread. */
    public <R extends LatestRow> LatestCursor<R> cursor() {
        return new LatestCursor<>(this);
    }

    <R extends LatestRow> LatestValue<R> answer(@Nullable R row, long t, long nextDue) {
        if (row == null) {
            return new LatestValue<>(FeatureStatus.NOT_FOUND, Optional.empty(), nextDue);
        }
        long end = ttl == Micros.FOREVER ? Micros.FOREVER : row.eventTime() + ttl + 1;
        return t < end
                ? new LatestValue<>(FeatureStatus.PRESENT, Optional.of(row), Math.min(nextDue, end))
                : new LatestValue<>(FeatureStatus.OUTSIDE_MAX_AGE, Optional.of(row), nextDue);
    }

    /**
     * Of due rows of one key, all that are needed to find the newest at any later time: without those that no later row
     * can make current again.
     *
     * @return by event time, newest first
     */
    public static <R extends LatestRow> NavigableMap<Long, List<R>> needed(Iterable<R> due) {
        Map<Long, EventVersions<R>> events = new HashMap<>();
        for (R row : due) {
            events.computeIfAbsent(row.eventTime(), time -> new EventVersions<>())
                    .add(row);
        }
        NavigableMap<Long, List<R>> needed = new TreeMap<>(Comparator.reverseOrder());
        events.forEach((time, versions) -> needed.put(time, versions.needed()));
        return needed;
    }

    /** Of two due rows of one event time, whether {@code a} counts before {@code b}. */
    static boolean newer(LatestRow a, LatestRow b) {
        int order = Long.compare(a.known(), b.known());
        if (order == 0) {
            order = Long.compare(a.sequence(), b.sequence());
        }
        if (order == 0) {
            order = Boolean.compare(a.kind() != RowKind.ADD, b.kind() != RowKind.ADD);
        }
        if (order == 0) {
            order = Long.compare(a.position(), b.position());
        }
        return order > 0;
    }

    /** Of two replaces or erases of one event time, whether {@code a} removes {@code b}. */
    static boolean newerBase(LatestRow a, LatestRow b) {
        int order = Long.compare(a.sequence(), b.sequence());
        if (order == 0) {
            order = Long.compare(a.known(), b.known());
        }
        return (order == 0 ? Long.compare(a.position(), b.position()) : order) > 0;
    }
}
