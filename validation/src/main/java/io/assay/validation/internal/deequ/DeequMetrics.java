package io.assay.validation.internal.deequ;

import com.amazon.deequ.analyzers.ApproxCountDistinctState;
import com.amazon.deequ.analyzers.ApproxQuantileState;
import com.amazon.deequ.analyzers.DoubleValuedState;
import com.amazon.deequ.analyzers.MaxState;
import com.amazon.deequ.analyzers.MeanState;
import com.amazon.deequ.analyzers.MinState;
import com.amazon.deequ.analyzers.NumMatchesAndCount;
import com.amazon.deequ.analyzers.StandardDeviationState;
import io.assay.validation.internal.scan.ColumnStatistics;
import io.assay.validation.internal.scan.ColumnStatisticsState;
import io.assay.validation.metric.DistinctValues;
import io.assay.validation.metric.Metric;
import io.assay.validation.metric.MetricNames;
import io.assay.validation.metric.MetricState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.StringJoiner;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.JavaConverters;

/** What was measured of a table's columns as Deequ's states and their metrics, so that they merge over runs. */
public final class DeequMetrics {
    private static final double[] QUANTILES = {0.05, 0.25, 0.5, 0.75, 0.95};

    private DeequMetrics() {}

    /** The metrics of every column that its type allows; those that need a value only where there is one. */
    public static List<Metric> of(StructType schema, ColumnStatisticsState totals) {
        List<Metric> metrics = new ArrayList<>();
        for (int i = 0; i < schema.length(); i++) {
            StructField field = schema.apply(i);
            for (MetricKind kind : MetricKind.of(field.dataType())) {
                if (totals.column(i).present() > 0 || !kind.needsValues()) {
                    Metric metric = metric(kind, field.name(), state(kind, totals.column(i), totals.rows()));
                    metrics.add(
                            kind == MetricKind.APPROX_DISTINCT && totals.countsMany()
                                    ? counted(metric, totals.column(i))
                                    : metric);
                }
            }
        }
        return metrics;
    }

    /** With the exact number in place of the estimate, if it is known; the state stays that of the sketch. */
    private static Metric counted(Metric metric, ColumnStatistics column) {
        return column.counted().isEmpty()
                ? metric
                : new Metric(
                        metric.name(),
                        metric.column(),
                        OptionalDouble.of(column.counted().getAsInt()),
                        Optional.of(MetricNames.EXACT),
                        metric.state());
    }

    private static com.amazon.deequ.analyzers.State<?> state(MetricKind kind, ColumnStatistics column, long rows) {
        return switch (kind) {
            case COMPLETENESS -> new NumMatchesAndCount(column.present(), rows, Option.empty());
            case APPROX_DISTINCT -> new ApproxCountDistinctState(column.distinct());
            case MIN -> new MinState(column.least(), Option.empty());
            case MAX -> new MaxState(column.greatest(), Option.empty());
            case MEAN -> new MeanState(column.sum(), column.present());
            case STDDEV -> new StandardDeviationState(column.present(), column.average(), column.squares());
            case QUANTILES -> new ApproxQuantileState(column.digest());
        };
    }

    /** Which values a kept state of {@code approx_distinct} has seen. */
    public static DistinctValues distinctValues(MetricState state) {
        return DistinctValues.of(
                ((ApproxCountDistinctState) DeequStateCodec.read(MetricKind.APPROX_DISTINCT, state)).words());
    }

    /** About how many values differ. */
    public static double distinct(DistinctValues values) {
        return values.words().isEmpty() ? 0 : new ApproxCountDistinctState(values.registers()).metricValue();
    }

    /** A metric from its kept state. */
    public static Metric finished(String name, String column, MetricState state) {
        MetricKind kind = MetricKind.named(name);
        return metric(kind, column, DeequStateCodec.read(kind, state));
    }

    /** Two metrics of one name and column as one. */
    public static Metric merged(Metric a, Metric b) {
        MetricKind kind = MetricKind.named(a.name());
        return metric(
                kind, a.column(), sum(DeequStateCodec.read(kind, a.state()), DeequStateCodec.read(kind, b.state())));
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // both are of one kind, as their binary form shows
    private static com.amazon.deequ.analyzers.State<?> sum(
            com.amazon.deequ.analyzers.State a, com.amazon.deequ.analyzers.State b) {
        return a.sum(b);
    }

    private static Metric metric(MetricKind kind, String column, com.amazon.deequ.analyzers.State<?> state) {
        MetricState stored = DeequStateCodec.written(kind, state);
        if (state instanceof ApproxQuantileState digest) {
            double[] values = quantiles(digest);
            return new Metric(
                    kind.word(),
                    column,
                    values.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(values[2]),
                    values.length == 0 ? Optional.empty() : Optional.of(json(values)),
                    stored);
        }
        double value = ((DoubleValuedState<?>) state).metricValue();
        return new Metric(
                kind.word(),
                column,
                Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value),
                Optional.empty(),
                stored);
    }

    private static double[] quantiles(ApproxQuantileState digest) {
        return JavaConverters.<Object>seqAsJavaList(digest.percentileDigest().getPercentiles(QUANTILES)).stream()
                .mapToDouble(o -> (Double) o)
                .toArray();
    }

    private static String json(double[] values) {
        StringJoiner json = new StringJoiner(",", "{", "}");
        for (int i = 0; i < values.length; i++) {
            json.add(String.format(Locale.ROOT, "\"p%02.0f\":%s", QUANTILES[i] * 100, values[i]));
        }
        return json.toString();
    }
}
