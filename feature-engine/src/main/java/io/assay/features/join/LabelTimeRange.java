package io.assay.features.join;

import java.time.Instant;

/** The first and the last time of the labels: log rows that none of them can see need not be read. */
public record LabelTimeRange(Instant first, Instant last) {
    public LabelTimeRange {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("labels end at %s, before they begin at %s".formatted(last, first));
        }
    }
}
