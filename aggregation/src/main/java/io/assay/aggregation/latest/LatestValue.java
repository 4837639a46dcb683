package io.assay.aggregation.latest;

import io.assay.aggregation.value.FeatureStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The newest row of a key at an instant.
 *
 * @param status present, not found, or outside the view's ttl; a present row may yet hold null
 * @param row the newest row; of no use when outside the ttl, but reported
 * @param validUntil the next instant, in microseconds, at which the answer may change without a new row
 */
public record LatestValue<R extends LatestRow>(FeatureStatus status, Optional<R> row, long validUntil) {

    /** Status of one feature's value; {@code value} is the row's, or the feature's default. */
    public FeatureStatus status(@Nullable Object value) {
        return value != null
                ? FeatureStatus.PRESENT
                : status == FeatureStatus.PRESENT ? FeatureStatus.NULL_VALUE : status;
    }

    /** The row if its values count. */
    public Optional<R> usable() {
        return status == FeatureStatus.PRESENT ? row : Optional.empty();
    }
}
