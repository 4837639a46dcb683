package io.assay.aggregation.window;

import io.assay.aggregation.value.FeatureStatus;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The values of all features of a window view at one instant, in the view's order. */
public final class WindowValues {
    private final @Nullable Object[] values;
    private final boolean[] events;
    private final long newestTile;
    private final long validUntil;

    WindowValues(@Nullable Object[] values, boolean[] events, long newestTile, long validUntil) {
        this.values = values;
        this.events = events;
        this.newestTile = newestTile;
        this.validUntil = validUntil;
    }

    /** In the feature's type; see {@link io.assay.aggregation.value.FeatureValue}. */
    public @Nullable Object value(int feature) {
        return values[feature];
    }

    /** A window without a row in it is not found, unless it counts or has a default. */
    public FeatureStatus status(int feature) {
        return values[feature] != null
                ? FeatureStatus.PRESENT
                : events[feature] ? FeatureStatus.NULL_VALUE : FeatureStatus.NOT_FOUND;
    }

    /** Start of the newest tile with a row in the feature's window. */
    public OptionalLong newestTile(int feature) {
        return events[feature] ? OptionalLong.of(newestTile) : OptionalLong.empty();
    }

    public int size() {
        return values.length;
    }

    /**
     * The next instant, in microseconds, at which any value may change without a new row: a hop's edge at which a tile
     * leaves, or a row that becomes due; {@link io.assay.aggregation.time.Micros#FOREVER} if none will.
     */
    public long validUntil() {
        return validUntil;
    }
}
