package io.assay.validation.internal.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.validation.MetricMerger;
import io.assay.validation.metric.Distribution;
import io.assay.validation.metric.MeasurePlan;
import io.assay.validation.metric.PartitionMeasures;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

class SlicesTest {
    private static final StructType SCHEMA = StructType.fromDDL("name STRING, x DOUBLE, at TIMESTAMP, day DATE");
    private static final ActionMasks ALL = new ActionMasks(new int[1], new int[1], new int[1], new int[1]);
    private static final int[] AT = {0, 1, 2, 3, 4};
    private static final long HOUR = 3_600_000_000L;
    private static final long START = LocalDate.parse("2013-01-01").toEpochDay();

    private static ColumnStatisticsState.Plan plan(String... partitioning) {
        return ColumnStatisticsState.Plan.of(
                ALL,
                SCHEMA,
                new MeasurePlan(Map.of("x", List.of(-1.0, 0.0, 1.0)), Map.of("name", List.of("a"))),
                List.of(partitioning));
    }

    /** One row an hour from the start of 2013; every 100th has no time. */
    private static List<Object[]> rows(int count) {
        Random random = new Random(5);
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean none = i % 100 == 99;
            rows.add(new Object[] {
                null,
                UTF8String.fromString(i % 3 == 0 ? "a" : "b" + i % 7),
                random.nextGaussian(),
                none ? null : (START * 24 + i) * HOUR,
                none ? null : (int) (START + i / 24)
            });
        }
        return rows;
    }

    private static ColumnStatisticsState measured(ColumnStatisticsState.Plan plan, List<Object[]> rows) {
        ColumnStatisticsState state = plan.empty();
        rows.forEach(row -> state.add(new GenericInternalRow(row), AT));
        return state;
    }

    private static ColumnStatisticsState inParts(ColumnStatisticsState.Plan plan, List<Object[]> rows, int size)
            throws IOException {
        ColumnStatisticsState all = plan.empty();
        for (int from = 0; from < rows.size(); from += size) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            measured(plan, rows.subList(from, Math.min(from + size, rows.size())))
                    .write(new DataOutputStream(bytes));
            all.merge(plan.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))));
        }
        return all;
    }

    private static Map<String, Long> counts(ColumnStatisticsState state) {
        Map<String, Long> counts = new LinkedHashMap<>();
        state.partitions().forEach((name, measures) -> counts.put(name, measures.rows()));
        return counts;
    }

    @Test
    void aBatchOfThreeDaysIsMeasuredByDay() {
        assertThat(counts(measured(plan("days(at)"), rows(72))))
                .isEqualTo(Map.of("at=2013-01-01", 24L, "at=2013-01-02", 24L, "at=2013-01-03", 24L));
        assertThat(counts(measured(plan("bucket(4, name)", "DAY(day)"), rows(100))))
                .containsEntry("day=null", 1L)
                .containsEntry("day=2013-01-04", 24L)
                .hasSize(6);
    }

    @Test
    void manyDaysAreMeasuredByMonthAndManyMonthsByYear() {
        assertThat(counts(measured(plan("days(at)"), rows(24 * 59))))
                .isEqualTo(Map.of("at=null", 14L, "at=2013-01", 744L - 7, "at=2013-02", 672L - 7));
        assertThat(counts(measured(plan("hours(at)"), rows(24 * 365 * 4))).keySet())
                .containsExactly("at=null", "at=2013", "at=2014", "at=2015", "at=2016");
    }

    @Test
    void aDatasetPartitionedByValuesIsMeasuredByValue() {
        assertThat(counts(measured(plan("bucket(4, x)", "name"), rows(7 * 3 * 10))))
                .containsEntry("name=a", 70L)
                .containsEntry("name=b1", 20L)
                .hasSize(8);
        assertThat(counts(measured(plan("name", "day"), rows(24))).keySet()).containsExactly("day=2013-01-01");
        assertThat(counts(measured(plan("truncate(3, name)"), rows(24)))).isEmpty();
        assertThat(counts(measured(plan("x"), rows(24)))).isEmpty();
        List<Object[]> rows = rows(3);
        rows.get(0)[1] = null;
        rows.get(1)[1] = UTF8String.fromString("null");
        rows.get(2)[1] = UTF8String.fromString("x".repeat(200));
        assertThat(counts(measured(plan("name"), rows)).keySet())
                .contains("name=null", "name='null'")
                .anyMatch(name -> name.startsWith("name=xxx") && name.length() < 130);
    }

    @Test
    void manyValuesAreMeasuredAsOneWhateverTheirOrder() throws IOException {
        for (int values : new int[] {31, 32}) {
            List<Object[]> rows = rows(2_000);
            for (int i = 0; i < rows.size(); i++) {
                rows.get(i)[1] = UTF8String.fromString("v" + i % values);
            }
            ColumnStatisticsState.Plan plan = plan("name");
            Map<String, Long> expected = counts(measured(plan, rows));
            Collections.shuffle(rows, new Random(values));

            assertThat(counts(inParts(plan, rows, 150))).isEqualTo(expected);
            assertThat(expected).hasSize(values == 31 ? 31 : 1);
        }
    }

    @Test
    void whatIsMeasuredDependsNeitherOnTheOrderNorOnTheParts() throws IOException {
        for (int days : new int[] {20, 31, 32, 70, 1_200}) {
            List<Object[]> rows = rows(24 * days);
            ColumnStatisticsState.Plan plan = plan("days(at)");
            Map<String, PartitionMeasures> expected = measured(plan, rows).partitions();
            Collections.shuffle(rows, new Random(days));
            Map<String, PartitionMeasures> found = inParts(plan, rows, 500).partitions();

            assertThat(found.keySet()).isEqualTo(expected.keySet());
            expected.forEach((name, measures) -> {
                PartitionMeasures other = found.getOrDefault(name, measures);
                measures.columns().forEach((column, values) -> {
                    PartitionMeasures.Column others = other.columns().getOrDefault(column, values);
                    assertThat(others.distinct()).isEqualTo(values.distinct());
                    assertThat(others.distribution().categories())
                            .isEqualTo(values.distribution().categories());
                    assertThat(others.distribution().histogram())
                            .isEqualTo(values.distribution().histogram());
                });
            });
        }
    }

    @Test
    void theWholeIsTheSameWithAndWithoutSlices() {
        List<Object[]> rows = rows(24 * 40);
        ColumnStatisticsState plain = measured(plan(), rows);
        ColumnStatisticsState sliced = measured(plan("days(day)"), rows);

        assertThat(plain.partitions()).isEmpty();
        assertThat(sliced.rows()).isEqualTo(plain.rows());
        assertThat(sliced.keyed().keySet()).isEqualTo(plain.keyed().keySet());
        plain.distributions().forEach((name, column) -> {
            Distribution other = sliced.distributions().getOrDefault(name, Distribution.counted(0, 0));
            assertThat(other.histogram()).isEqualTo(column.histogram());
            assertThat(other.categories()).isEqualTo(column.categories());
            assertThat(other.cycle()).isEqualTo(column.cycle());
            assertThat(other.moments().mean()).isCloseTo(column.moments().mean(), within(1e-12));
        });
        assertThat(sliced.column(1).digest().getPercentiles(new double[] {0.5}).length())
                .isEqualTo(1);
    }

    @Test
    void daysAddUpToTheMonthFromTheirStoredForm() {
        List<Object[]> rows = rows(24 * 31);
        PartitionMeasures sum = measured(plan("days(at)"), rows).partitions().values().stream()
                .map(measures -> PartitionMeasures.of(measures.state()))
                .reduce(PartitionMeasures::merge)
                .orElseThrow();
        ColumnStatisticsState whole = measured(plan(), rows);

        assertThat(sum.rows()).isEqualTo(744);
        PartitionMeasures.Column x = Objects.requireNonNull(sum.columns().get("x"));
        assertThat(x.distribution().histogram())
                .isEqualTo(whole.distributions()
                        .getOrDefault("x", Distribution.counted(0, 0))
                        .histogram());
        assertThat(x.distribution().moments().variance())
                .isCloseTo(
                        whole.distributions()
                                .getOrDefault("x", Distribution.counted(0, 0))
                                .moments()
                                .variance(),
                        within(1e-12));
        assertThat(x.distinct().registers()).isEqualTo(whole.column(1).distinct());
        assertThat(MetricMerger.distinct(x.distinct())).isBetween(600.0, 900.0);
    }
}
