package io.assay.validation.internal.scan;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.ApproxCountDistinct;
import com.amazon.deequ.analyzers.Completeness;
import com.amazon.deequ.analyzers.Maximum;
import com.amazon.deequ.analyzers.Mean;
import com.amazon.deequ.analyzers.Minimum;
import com.amazon.deequ.analyzers.StandardDeviation;
import com.amazon.deequ.analyzers.runners.AnalysisRunner;
import com.amazon.deequ.metrics.DoubleMetric;
import io.assay.validation.LocalSpark;
import io.assay.validation.MetricMerger;
import io.assay.validation.internal.deequ.DeequMetrics;
import io.assay.validation.metric.MeasurePlan;
import io.assay.validation.metric.Metric;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Option;

/** What is observed while rows are written, against Deequ's own analyzers, each with a scan of its own. */
class ColumnStatisticsStateTest {
    private static final StructType SCHEMA = StructType.fromDDL("b BYTE, s SHORT, i INT, l LONG, f FLOAT, d DOUBLE, "
            + "m DECIMAL(12,2), wide DECIMAL(30,4), text STRING, none INT");
    private static final List<String> NUMBERS = List.of("b", "s", "i", "l", "f", "d", "m", "wide");
    private static final ActionMasks ALL = new ActionMasks(new int[1], new int[1], new int[1], new int[1]);

    private static Dataset<Row> rows(int count, int partitions) {
        Random random = new Random(7);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean gone = random.nextInt(10) == 0;
            int n = random.nextInt(20_000) - 10_000;
            rows.add(RowFactory.create(
                    (byte) (n % 100),
                    (short) n,
                    gone ? null : n,
                    n * 1_000_000_007L,
                    n / 8f,
                    gone ? null : random.nextGaussian() * 1e6,
                    BigDecimal.valueOf(n, 2),
                    BigDecimal.valueOf(n, 4),
                    gone ? null : "text " + (n % 700),
                    null));
        }
        return LocalSpark.spark().createDataFrame(rows, SCHEMA).repartition(partitions);
    }

    private static List<Metric> observed(Dataset<Row> rows, ActionMasks actions, Column verdict) {
        ColumnStatisticsState.Plan plan =
                ColumnStatisticsState.Plan.of(actions, rows.schema(), MeasurePlan.none(), List.of());
        List<Column> columns = new ArrayList<>(List.of(col("__verdict")));
        for (String name : rows.columns()) {
            columns.add(col(name));
        }
        Observation observation = new Observation();
        rows.withColumn("__verdict", verdict)
                .observe(observation, ObservedAggregate.of(columns, plan).as("totals"))
                .write()
                .format("noop")
                .mode("overwrite")
                .save();
        try {
            return DeequMetrics.of(rows.schema(), (ColumnStatisticsState)
                    ObservedAggregate.read(plan, observation.getAsJava().get("totals")));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double value(List<Metric> metrics, String column, String name) {
        return metric(metrics, column, name).orElseThrow().value().orElseThrow();
    }

    private static Optional<Metric> metric(List<Metric> metrics, String column, String name) {
        return metrics.stream()
                .filter(m -> m.column().equals(column) && m.name().equals(name))
                .findFirst();
    }

    private static Map<String, Analyzer<?, ?>> analyzers(String column) {
        Option<String> all = Option.empty();
        Map<String, Analyzer<?, ?>> analyzers = new LinkedHashMap<>();
        analyzers.put("completeness", new Completeness(column, all, Option.empty()));
        analyzers.put("approx_distinct", new ApproxCountDistinct(column, all));
        if (NUMBERS.contains(column)) {
            analyzers.put("min", new Minimum(column, all, Option.empty()));
            analyzers.put("max", new Maximum(column, all, Option.empty()));
            analyzers.put("mean", new Mean(column, all));
            analyzers.put("stddev", new StandardDeviation(column, all));
        }
        return analyzers;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    @SuppressWarnings({"unchecked", "rawtypes"}) // Deequ's builder is Scala's
    void valuesAreThoseOfDeequsAnalyzers(int partitions) {
        Dataset<Row> rows = rows(3_000, partitions);
        List<Metric> metrics = observed(rows, ALL, lit(null).cast("binary"));
        var deequ = AnalysisRunner.onData(rows);
        for (String column : rows.columns()) {
            for (Analyzer analyzer : analyzers(column).values()) {
                deequ.addAnalyzer(analyzer);
            }
        }
        var values = deequ.run().metricMap();
        for (String column : rows.columns()) {
            analyzers(column).forEach((name, analyzer) -> {
                double value = (Double) ((DoubleMetric) values.apply((Analyzer) analyzer))
                        .value()
                        .get();
                assertThat(value(metrics, column, name))
                        .as(column + " " + name)
                        .isEqualTo(value, within(Math.abs(value) * 1e-9));
            });
        }
        assertThat(metric(metrics, "none", "min")).isEmpty();
    }

    @Test
    void rowsThatAreKeptBackAreNotMeasured() {
        ActionMasks actions = new ActionMasks(new int[] {1}, new int[] {2}, new int[] {4}, new int[] {8});
        Dataset<Row> rows =
                LocalSpark.spark().range(32).selectExpr("CAST(id AS INT) AS i").coalesce(1);
        List<Metric> metrics = observed(rows, actions, expr("reverse(unhex(lpad(hex(i), 8, '0')))")); // little-endian
        // the bits 1, 2 and 4 fail, drop and quarantine: 0, 8, 16 and 24 are left
        assertThat(value(metrics, "i", "max")).isEqualTo(24);
        assertThat(value(metrics, "i", "mean")).isEqualTo(12);
        assertThat(value(metrics, "i", "completeness")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 3_000, 200_000})
    void ranksAreWithinOneInAHundredWhateverTheValuesAndTheParts(int count) {
        Random random = new Random(count);
        double[] values = IntStream.range(0, count)
                .mapToDouble(i -> switch (i % 3) {
                    case 0 -> 7; // a third is one value
                    case 1 -> random.nextInt(100);
                    default -> random.nextGaussian() * 50;
                })
                .toArray();
        QuantileSketch total = new QuantileSketch(new NumberCounts(new double[0]), QuantileSketch.Size.LARGE);
        QuantileSketch merged = new QuantileSketch(new NumberCounts(new double[0]), QuantileSketch.Size.LARGE);
        QuantileSketch part = new QuantileSketch(new NumberCounts(new double[0]), QuantileSketch.Size.LARGE);
        for (int i = 0; i < count; i++) {
            total.add(values[i]);
            part.add(values[i]);
            if (i % 7_001 == 0) {
                merged.merge(part.summary());
                part = new QuantileSketch(new NumberCounts(new double[0]), QuantileSketch.Size.LARGE);
            }
        }
        merged.merge(part.summary());
        Arrays.sort(values);
        for (double p : new double[] {0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99}) {
            near(values, p, (Double) total.summary().query(p).get(), 0.01);
            near(values, p, (Double) merged.summary().query(p).get(), 0.02);
        }
    }

    private static void near(double[] sorted, double p, double found, double error) {
        double slack = error * sorted.length + 1;
        int below = (int) Arrays.stream(sorted).filter(v -> v < found).count();
        int notAbove = (int) Arrays.stream(sorted).filter(v -> v <= found).count();
        assertThat(p * sorted.length)
                .as("rank of %s for %s of %s", found, p, sorted.length)
                .isBetween(below - slack, notAbove + slack);
    }

    @Test
    void aStateThatWasKeptIsReadAgain() {
        List<Metric> metrics = observed(rows(500, 3), ALL, lit(null).cast("binary"));
        for (Metric metric : metrics) {
            Metric again = MetricMerger.of(metric.name(), metric.column(), metric.state());
            assertThat(again.value()).as(metric.toString()).isEqualTo(metric.value());
            assertThat(again.text()).isEqualTo(metric.text());
        }
    }
}
