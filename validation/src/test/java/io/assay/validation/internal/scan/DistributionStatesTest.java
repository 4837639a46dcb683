package io.assay.validation.internal.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.validation.metric.CategoryCounts;
import io.assay.validation.metric.Distribution;
import io.assay.validation.metric.MeasurePlan;
import io.assay.validation.metric.TextShape.Mark;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

class DistributionStatesTest {
    private static final StructType SCHEMA =
            StructType.fromDDL("few STRING, many STRING, n INT, d DOUBLE, b BOOLEAN, t TIMESTAMP, day DATE");
    private static final ActionMasks ALL = new ActionMasks(new int[1], new int[1], new int[1], new int[1]);
    private static final int[] AT = {0, 1, 2, 3, 4, 5, 6, 7};
    private static final ColumnStatisticsState.Plan PLAN = ColumnStatisticsState.Plan.of(
            ALL,
            SCHEMA,
            new MeasurePlan(Map.of("d", List.of(-1.0, 0.0, 1.0)), Map.of("few", List.of("a", "b"))),
            List.of());

    private static List<Object[]> rows(int count) {
        Random random = new Random(9);
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new Object[] {
                null,
                UTF8String.fromString(List.of("a", "b", "c ").get(i % 3)),
                UTF8String.fromString("Ä" + i),
                random.nextInt(4) == 0 ? null : i % 7,
                i % 50 == 0 ? Double.NaN : i % 10 == 0 ? -0.0 : random.nextGaussian(),
                i % 4 == 0,
                i * 3_600_000_000L,
                i
            });
        }
        return rows;
    }

    private static ColumnStatisticsState measured(List<Object[]> rows) {
        return measured(PLAN, rows);
    }

    private static ColumnStatisticsState measured(ColumnStatisticsState.Plan plan, List<Object[]> rows) {
        ColumnStatisticsState state = plan.empty();
        rows.forEach(row -> state.add(new GenericInternalRow(row), AT));
        return state;
    }

    private static ColumnStatisticsState sent(ColumnStatisticsState state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        state.write(new DataOutputStream(bytes));
        return PLAN.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }

    @Test
    void whatIsCountedDoesNotDependOnTheParts() throws IOException {
        List<Object[]> rows = rows(12_000);
        ColumnStatisticsState parts = PLAN.empty();
        for (int from = 0; from < rows.size(); from += 1_000) {
            parts.merge(sent(measured(rows.subList(from, from + 1_000))));
        }
        Map<String, Distribution> whole = measured(rows).distributions();
        Map<String, Distribution> merged = parts.distributions();

        whole.forEach((name, column) -> {
            Distribution other = merged.getOrDefault(name, Distribution.counted(0, 0));
            assertThat(List.of(other.rows(), other.present(), other.zeros(), other.nans(), other.cycle()))
                    .as(name)
                    .isEqualTo(List.of(column.rows(), column.present(), column.zeros(), column.nans(), column.cycle()));
            assertThat(other.histogram()).as(name).isEqualTo(column.histogram());
            assertThat(other.categories()).as(name).isEqualTo(column.categories());
            assertThat(other.shape().map(shape -> shape.marks()))
                    .as(name)
                    .isEqualTo(column.shape().map(shape -> shape.marks()));
            assertThat(other.moments().mean())
                    .as(name)
                    .isCloseTo(column.moments().mean(), within(1e-9));
            assertThat(other.moments().variance())
                    .as(name)
                    .isCloseTo(column.moments().variance(), within(1e-9));
        });
        assertThat(parts.keyed().keySet()).containsExactly("few");
        assertThat(parts.keyed().values().stream()
                        .mapToLong(keyed -> keyed.cells().values().stream()
                                .mapToLong(cells ->
                                        cells.values().iterator().next().rows())
                                .sum())
                        .sum())
                .isEqualTo(8_000);
    }

    @Test
    void differentValuesAreCountedUpToTheNumberGiven() throws IOException {
        List<Object[]> rows = rows(4_000);
        for (String partition : List.of("", "days(day)")) {
            List<String> partitioning = partition.isEmpty() ? List.of() : List.of(partition);
            Map<Integer, Set<String>> counted = new TreeMap<>();
            for (int most : new int[] {0, 500, 10_000}) {
                ColumnStatisticsState.Plan plan =
                        ColumnStatisticsState.Plan.of(ALL, SCHEMA, MeasurePlan.none(), partitioning, most);
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                measured(plan, rows.subList(0, 2_000)).write(new DataOutputStream(bytes));
                ColumnStatisticsState all = measured(plan, rows.subList(2_000, 4_000));
                all.merge(plan.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))));
                counted.put(most, all.counted());
                assertThat(column(all.distributions(), "many").categories())
                        .hasValue(CategoryCounts.overflowed()); // so many are not stored
                if (most == 10_000) {
                    assertThat(all.column("many").counted()).hasValue(4_000);
                }
            }
            assertThat(counted)
                    .isEqualTo(Map.of(
                            0,
                            Set.of("b"),
                            500,
                            Set.of("b", "few", "n"),
                            10_000,
                            Set.of("b", "d", "few", "many", "n")));
        }
    }

    private static Distribution column(Map<String, Distribution> columns, String name) {
        return columns.getOrDefault(name, Distribution.counted(0, 0));
    }

    @Test
    void countsAreThoseOfTheRows() {
        Map<String, Distribution> columns = measured(rows(300)).distributions();

        Distribution numbers = columns.getOrDefault("d", Distribution.counted(0, 0));
        assertThat(List.of(numbers.nans(), numbers.zeros())).isEqualTo(List.of(6L, 24L));
        assertThat(numbers.histogram().map(h -> h.total())).contains(294L);
        assertThat(column(columns, "few")
                        .categories()
                        .map(CategoryCounts::counts)
                        .map(Map::size))
                .contains(3);
        assertThat(column(columns, "few").shape().map(shape -> shape.count(Mark.OUTER_SPACE)))
                .contains(100L);
        assertThat(column(columns, "many").shape().map(shape -> shape.count(Mark.BEYOND_ASCII)))
                .contains(300L);
        assertThat(column(measured(rows(600)).distributions(), "many")
                        .categories()
                        .map(CategoryCounts::overflow))
                .contains(true);
        assertThat(column(columns, "day").cycle().get(3)).isEqualTo(43); // 1970-01-01 was a Thursday
        assertThat(column(columns, "t").cycle()).startsWith(13L).endsWith(12L);
    }
}
