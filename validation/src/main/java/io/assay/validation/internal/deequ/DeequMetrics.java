package io.assay.validation.internal.deequ;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import com.amazon.deequ.analyzers.ApproxQuantileState;
import com.amazon.deequ.analyzers.DoubleValuedState;
import com.amazon.deequ.analyzers.ScanShareableAnalyzer;
import io.assay.validation.metric.Metric;
import io.assay.validation.metric.State;
import java.util.ArrayList;
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
import scala.Option;
import scala.collection.JavaConverters;

/** The metrics of a table's columns as aggregates that ride on any scan of it. */
public final class DeequMetrics {
    private static final double[] QUANTILES = {0.05, 0.25, 0.5, 0.75, 0.95};

    private record Part(MetricKind kind, String column, ScanShareableAnalyzer<?, ?> analyzer, int offset) {}

    private final List<Part> parts = new ArrayList<>();
    private final List<Column> aggregates = new ArrayList<>();

    private DeequMetrics() {}

    /** Of every column of {@code schema}, those that its type allows. */
    public static DeequMetrics of(StructType schema) {
        DeequMetrics metrics = new DeequMetrics();
        for (StructField field : schema.fields()) {
            for (MetricKind kind : MetricKind.of(field.dataType())) {
                metrics.add(kind, field);
            }
        }
        return metrics;
    }

    private void add(MetricKind kind, StructField field) {
        String quoted = "`" + field.name().replace("`", "``") + "`";
        ScanShareableAnalyzer<?, ?> analyzer = kind.analyzer(quoted);
        parts.add(new Part(kind, field.name(), analyzer, aggregates.size()));
        List<Column> own = field.dataType() == DataTypes.DateType && kind == MetricKind.MIN
                ? List.of(seconds(min(col(quoted))))
                : field.dataType() == DataTypes.DateType && kind == MetricKind.MAX
                        ? List.of(seconds(max(col(quoted))))
                        : JavaConverters.<Column>seqAsJavaList(analyzer.aggregationFunctions());
        for (Column column : own) {
            aggregates.add(column.as(name(aggregates.size())));
        }
    }

    private static Column seconds(Column date) {
        return date.cast("timestamp").cast("double");
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
        Object[] values = new Object[aggregates.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = observed.get(name(i));
        }
        Row row = RowFactory.create(values);
        List<Metric> metrics = new ArrayList<>();
        for (Part part : parts) {
            Option<? extends com.amazon.deequ.analyzers.State<?>> state =
                    part.analyzer().fromAggregationResult(row, part.offset());
            if (state.isDefined()) {
                metrics.add(metric(part.kind(), part.column(), state.get()));
            }
        }
        return metrics;
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
