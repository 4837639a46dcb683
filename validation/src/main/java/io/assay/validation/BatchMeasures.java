package io.assay.validation;

import io.assay.validation.metric.DistributionCodec;
import io.assay.validation.metric.MeasurePlan;
import io.assay.validation.metric.Metric;
import io.assay.validation.metric.MetricNames;
import io.assay.validation.metric.MetricState;
import io.assay.validation.metric.PartitionMeasures;
import io.assay.validation.novelty.BatchSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What was measured of a batch's rows that pass.
 *
 * @param metrics of each column; of the column with the empty name those of the batch
 * @param summary what is compared with other batches
 * @param next how the next batch is to be measured
 * @param counted columns of which it was counted, and not only estimated, how many values differ
 */
public record BatchMeasures(List<Metric> metrics, BatchSummary summary, MeasurePlan next, Set<String> counted) {
    public BatchMeasures {
        metrics = List.copyOf(metrics);
        counted = Set.copyOf(counted);
    }

    static BatchMeasures of(
            List<Metric> analysed,
            BatchSummary summary,
            MeasurePlan next,
            Set<String> counted,
            Map<String, PartitionMeasures> partitions) {
        List<Metric> all = new ArrayList<>(analysed);
        summary.columns()
                .forEach((column, distribution) ->
                        all.add(stored(MetricNames.DISTRIBUTION, column, DistributionCodec.write(distribution))));
        summary.keyed().forEach((column, keyed) -> all.add(stored(MetricNames.KEYED, column, keyed.state())));
        partitions.forEach((partition, measures) -> all.add(new Metric(
                MetricNames.PARTITION,
                "",
                OptionalDouble.of((double) measures.rows()),
                Optional.of(partition),
                measures.state())));
        all.add(stored(MetricNames.PLAN, "", next.state()));
        return new BatchMeasures(all, summary, next, counted);
    }

    private static Metric stored(String name, String column, MetricState state) {
        return new Metric(name, column, OptionalDouble.empty(), Optional.empty(), state);
    }
}
