package io.assay.validation.internal.deequ;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import com.amazon.deequ.analyzers.ApproxQuantileState;
import com.amazon.deequ.analyzers.DoubleValuedState;
import com.amazon.deequ.analyzers.MeanState;
import com.amazon.deequ.analyzers.ScanShareableAnalyzer;
import io.assay.validation.metric.Metric;
import io.assay.validation.metric.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.StringJoiner;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.JavaConverters;

/** The metrics of a table's columns as aggregates that ride on any scan of it. */
public final class DeequMetrics {
    private static final double[] QUANTILES = {0.05, 0.25, 0.5, 0.75, 0.95};

    /** One metric of one column, and where what it is made of stands among the aggregates. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Part(MetricKind kind, String column, ScanShareableAnalyzer<?, ?> analyzer, int[] places) {}

    private final List<Part> parts = new ArrayList<>();
    private final List<Column> aggregates =
            new ArrayList<>(List.of(count(lit(1)).as(name(0))));

    private DeequMetrics() {}

    /** Of every column of {@code schema}, those that its type allows. */
    public static DeequMetrics of(StructType schema) {
        DeequMetrics metrics = new DeequMetrics();
        for (StructField field : schema.fields()) {
            metrics.add(field);
        }
        return metrics;
    }

    /** What several metrics are made of is computed once: counts, and the mean's sum from the deviation's moments. */
    private void add(StructField field) {
        String quoted = "`" + field.name().replace("`", "``") + "`";
        int present = aggregate(count(col(quoted)));
        int moments = -1;
        for (MetricKind kind : MetricKind.of(field.dataType())) {
            ScanShareableAnalyzer<?, ?> analyzer = kind.analyzer(quoted);
            if ((kind == MetricKind.MEAN || kind == MetricKind.STDDEV) && moments < 0) {
                moments = aggregate(only(MetricKind.STDDEV.analyzer(quoted)));
            }
            // Deequ's own columns for least and greatest go through text: slow, and null for times
            int[] places = switch (kind) {
                case COMPLETENESS -> new int[] {present, 0};
                case MIN -> new int[] {aggregate(number(min(col(quoted)), field))};
                case MAX -> new int[] {aggregate(number(max(col(quoted)), field))};
                case MEAN, STDDEV -> new int[] {moments};
                case APPROX_DISTINCT, QUANTILES -> new int[] {aggregate(only(analyzer))};
            };
            parts.add(new Part(kind, field.name(), analyzer, places));
        }
    }

    private static Column only(ScanShareableAnalyzer<?, ?> analyzer) {
        return analyzer.aggregationFunctions().head();
    }

    private int aggregate(Column column) {
        aggregates.add(column.as(name(aggregates.size())));
        return aggregates.size() - 1;
    }

    /** Of dates the seconds since the epoch, as of timestamps. */
    private static Column number(Column value, StructField field) {
        return (field.dataType() == DataTypes.DateType ? value.cast("timestamp") : value).cast("double");
    }

    private static String name(int place) {
        return "m" + place;
    }

    /** To be observed; named, so that {@link #read} finds them again. */
    public List<Column> aggregates() {
        return List.copyOf(aggregates);
    }

    /** The metrics from what was observed, by the aggregates' names. */
    public List<Metric> read(Map<String, Object> observed) {
        List<Metric> metrics = new ArrayList<>();
        for (Part part : parts) {
            Object[] values = Arrays.stream(part.places())
                    .mapToObj(place -> observed.get(name(place)))
                    .toArray();
            state(part, values).ifPresent(state -> metrics.add(metric(part.kind(), part.column(), state)));
        }
        return metrics;
    }

    private static Optional<com.amazon.deequ.analyzers.State<?>> state(Part part, @Nullable Object[] values) {
        if (part.kind() == MetricKind.MEAN) {
            if (!(values[0] instanceof Row moments) || moments.getDouble(0) == 0) {
                return Optional.empty();
            }
            double rows = moments.getDouble(0);
            return Optional.of(new MeanState(rows * moments.getDouble(1), (long) rows));
        }
        Option<? extends com.amazon.deequ.analyzers.State<?>> state =
                part.analyzer().fromAggregationResult(RowFactory.create(values), 0);
        return state.isDefined() ? Optional.of(state.get()) : Optional.empty();
    }

    /** A metric from its kept state. */
    public static Metric finished(String name, String column, State state) {
        MetricKind kind = MetricKind.named(name);
        return metric(kind, column, StateForm.read(kind, state));
    }

    /** Two metrics of one name and column as one. */
    public static Metric merged(Metric a, Metric b) {
        MetricKind kind = MetricKind.named(a.name());
        return metric(kind, a.column(), sum(StateForm.read(kind, a.state()), StateForm.read(kind, b.state())));
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // both are of one kind, as their form says
    private static com.amazon.deequ.analyzers.State<?> sum(
            com.amazon.deequ.analyzers.State a, com.amazon.deequ.analyzers.State b) {
        return a.sum(b);
    }

    private static Metric metric(MetricKind kind, String column, com.amazon.deequ.analyzers.State<?> state) {
        State form = StateForm.written(kind, state);
        if (state instanceof ApproxQuantileState digest) {
            double[] values = quantiles(digest);
            return new Metric(
                    kind.word(),
                    column,
                    values.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(values[2]),
                    values.length == 0 ? Optional.empty() : Optional.of(json(values)),
                    form);
        }
        double value = ((DoubleValuedState<?>) state).metricValue();
        return new Metric(
                kind.word(),
                column,
                Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value),
                Optional.empty(),
                form);
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
