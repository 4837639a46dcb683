package io.assay.aggregation.latest;

import io.assay.aggregation.time.Micros;
import io.assay.aggregation.value.FeatureValue;
import io.assay.aggregation.value.RowKind;
import io.assay.aggregation.value.Status;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.LatestFeature;
import io.assay.definition.feature.LatestView;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a latest view is evaluated: the row with the greatest (event time, sequence, position) among those with
 * {@code event time <= t} and {@code known <= t}, if {@code t - ttl <= event time}. A replace or erase stands for all
 * rows of its event time of lesser or equal sequence once it is due. Immutable.
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
     * A feature's value where the row holds {@code value}, or there is no row and it is null: null becomes the default.
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
        Map<Long, R> newest = new HashMap<>();
        for (R row : rows) {
            if (row.sequence() <= erased || row.erasesKey()) {
                continue;
            }
            if (row.due() > t) {
                nextDue = Math.min(nextDue, row.due());
            } else {
                newest.merge(row.eventTime(), row, (a, b) -> newer(b, a) ? b : a);
            }
        }
        R best = null;
        for (R row : newest.values()) {
            if (row.kind() != RowKind.ERASE && (best == null || row.eventTime() > best.eventTime())) {
                best = row;
            }
        }
        return answer(best, t, nextDue);
    }

    /** The newest rows at ascending instants; for one thread. */
    public <R extends LatestRow> LatestCursor<R> cursor() {
        return new LatestCursor<>(this);
    }

    <R extends LatestRow> LatestValue<R> answer(@Nullable R row, long t, long nextDue) {
        if (row == null) {
            return new LatestValue<>(Status.NOT_FOUND, Optional.empty(), nextDue);
        }
        long end = ttl == Micros.FOREVER ? Micros.FOREVER : row.eventTime() + ttl + 1;
        return t < end
                ? new LatestValue<>(Status.PRESENT, Optional.of(row), Math.min(nextDue, end))
                : new LatestValue<>(Status.OUTSIDE_MAX_AGE, Optional.of(row), nextDue);
    }

    /** Of two due rows of one event time, whether {@code a} counts before {@code b}. */
    public static boolean newer(LatestRow a, LatestRow b) {
        int order = Long.compare(a.sequence(), b.sequence());
        if (order == 0) {
            order = Boolean.compare(a.kind() != RowKind.ADD, b.kind() != RowKind.ADD);
        }
        if (order == 0) {
            order = Long.compare(a.position(), b.position());
        }
        return order > 0;
    }
}
