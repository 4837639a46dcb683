import com.amazon.deequ.anomalydetection.AnomalyDetectionStrategy;
import io.assay.validation.internal.scan.PlanExtension;
import io.assay.validation.metric.Histogram;
import io.assay.validation.metric.MeasurePlan;
import io.assay.validation.novelty.BatchSummary;
import io.assay.validation.novelty.NoveltyCheck;
import io.assay.validation.novelty.NoveltyResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import scala.Tuple2;
import scala.collection.JavaConverters;

/** Batches of one size, drawn at random, to compare others with: by novelty, by fixed thresholds, by Deequ. */
record SampledHistory(NoveltyTable table, MeasurePlan plan, List<MeasuredBatch> batches) {
    private static final int HISTORY = 60;

    /** {@code spread}: batches have so much more or fewer rows, at most. */
    static SampledHistory of(NoveltyTable table, int rows, double spread, Random random) {
        MeasurePlan plan =
                PlanExtension.of(MeasurePlan.none(), table.measure(table.sample(rows, random), MeasurePlan.none()));
        List<MeasuredBatch> batches = new ArrayList<>();
        for (int i = 0; i < HISTORY; i++) {
            batches.add(MeasuredBatch.of(table, table.sample(size(rows, spread, random), random), plan, i));
        }
        return new SampledHistory(table, plan, batches);
    }

    static int size(int rows, double spread, Random random) {
        return (int) Math.round(rows * (1 + spread * (2 * random.nextDouble() - 1)));
    }

    MeasuredBatch measured(List<Object[]> rows) {
        return MeasuredBatch.of(table, rows, plan, HISTORY);
    }

    boolean novel(MeasuredBatch batch) {
        return NoveltyCheck.of(
                                batches.stream().map(MeasuredBatch::summary).toList(),
                                batch.summary(),
                                NoveltyBenchmark.RATE)
                        .status()
                == NoveltyResult.Status.UNUSUAL;
    }

    /** Whether the population stability index of any column's histogram or values is above a threshold. */
    boolean psi(MeasuredBatch batch, double threshold) {
        BatchSummary first = batches.get(0).summary();
        return batch.summary().columns().entrySet().stream().anyMatch(column -> {
            Optional<Histogram> pooled = batches.stream()
                    .flatMap(b -> b.summary().columns().get(column.getKey()).histogram().stream())
                    .reduce(Histogram::merge);
            return pooled.isPresent()
                    && first.columns().containsKey(column.getKey())
                    && column.getValue()
                            .histogram()
                            .filter(own -> index(pooled.get(), own) > threshold)
                            .isPresent();
        });
    }

    private static double index(Histogram usual, Histogram own) {
        double index = 0;
        for (int i = 0; i < own.bins(); i++) {
            double p = Math.max(1e-4, (double) usual.count(i) / usual.total());
            double q = Math.max(1e-4, (double) own.count(i) / own.total());
            index += (q - p) * Math.log(q / p);
        }
        return index;
    }

    /** Whether a strategy of Deequ's finds any metric of the batch anomalous. */
    boolean anomalous(MeasuredBatch batch, AnomalyDetectionStrategy strategy) {
        return batch.metrics().entrySet().stream().anyMatch(metric -> {
            List<Object> series = new ArrayList<>();
            batches.forEach(b -> series.add(b.metrics().getOrDefault(metric.getKey(), 0.0)));
            series.add(metric.getValue());
            return !strategy.detect(JavaConverters.asScalaBuffer(series).toVector(), new Tuple2<>(HISTORY, HISTORY + 1))
                    .isEmpty();
        });
    }
}
