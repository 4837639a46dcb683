package io.assay.validation;

import io.assay.validation.internal.deequ.DeequMetrics;
import io.assay.validation.metric.DistinctValues;
import io.assay.validation.metric.DistributionCodec;
import io.assay.validation.metric.KeyedMeasures;
import io.assay.validation.metric.Metric;
import io.assay.validation.metric.MetricNames;
import io.assay.validation.metric.MetricState;
import io.assay.validation.metric.PartitionMeasures;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Merges states of metrics and finishes them: runs add up to days, days to months, without a scan. */
public final class MetricMerger {
    private static final Set<String> STORED =
            Set.of(MetricNames.DISTRIBUTION, MetricNames.KEYED, MetricNames.PLAN, MetricNames.PARTITION);

    private MetricMerger() {}

    /** The metric of both sets of rows together; associative. Both must be of one name and column. */
    public static Metric merge(Metric a, Metric b) {
        if (!a.name().equals(b.name()) || !a.column().equals(b.column())) {
            throw new IllegalArgumentException(
                    "%s of %s cannot be merged with %s of %s".formatted(a.name(), a.column(), b.name(), b.column()));
        }
        return switch (a.name()) {
            case MetricNames.DISTRIBUTION ->
                stored(
                        a,
                        DistributionCodec.write(
                                DistributionCodec.read(a.state()).merge(DistributionCodec.read(b.state()))));
            case MetricNames.KEYED ->
                stored(
                        a,
                        KeyedMeasures.of(a.state())
                                .merge(KeyedMeasures.of(b.state()))
                                .state());
            case MetricNames.PARTITION ->
                stored(
                        a,
                        PartitionMeasures.of(a.state())
                                .merge(PartitionMeasures.of(b.state()))
                                .state());
            case MetricNames.PLAN -> a;
            default -> DeequMetrics.merged(a, b);
        };
    }

    /** A metric from the state that a run has kept. */
    public static Metric of(String name, String column, MetricState state) {
        return STORED.contains(name)
                ? new Metric(name, column, OptionalDouble.empty(), Optional.empty(), state)
                : DeequMetrics.finished(name, column, state);
    }

    /** Which values a kept state of {@code approx_distinct} has seen. */
    public static DistinctValues distinctValues(MetricState state) {
        return DeequMetrics.distinctValues(state);
    }

    /** About how many values differ. */
    public static double distinct(DistinctValues values) {
        return DeequMetrics.distinct(values);
    }

    private static Metric stored(Metric a, MetricState state) {
        return new Metric(a.name(), a.column(), OptionalDouble.empty(), Optional.empty(), state);
    }
}
