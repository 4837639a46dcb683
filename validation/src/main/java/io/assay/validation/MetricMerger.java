package io.assay.validation;

import io.assay.validation.internal.deequ.DeequMetrics;
import io.assay.validation.metric.Metric;
import io.assay.validation.metric.MetricState;

/** Merges states of metrics and finishes them: runs add up to days, days to months, without a scan. */
public final class MetricMerger {
    private MetricMerger() {}

    /** The metric of both sets of rows together; associative. Both must be of one name and column. */
    public static Metric merge(Metric a, Metric b) {
        if (!a.name().equals(b.name()) || !a.column().equals(b.column())) {
            throw new IllegalArgumentException(
                    "%s of %s cannot be merged with %s of %s".formatted(a.name(), a.column(), b.name(), b.column()));
        }
        return DeequMetrics.merged(a, b);
    }

    /** A metric from the state that a run has kept. */
    public static Metric of(String name, String column, MetricState state) {
        return DeequMetrics.finished(name, column, state);
    }
}
