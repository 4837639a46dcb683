package io.assay.validation.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.contract.Adaptation;
import io.assay.definition.contract.Choice;
import io.assay.definition.contract.WriteMode;
import io.assay.validation.decision.Decision;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PartitioningPolicyTest {
    private static final long MB = 1L << 20;
    private static final double DAY = 24;
    private static final PartitioningPolicy POLICY = PartitioningPolicy.of(OptionalLong.empty());

    /** Days of data in one batch a day, in order. */
    private static TimeShape daily(String column, double days) {
        return new TimeShape(
                column,
                PartitionTimeUnit.HOURS,
                1,
                days * DAY,
                days * DAY,
                1,
                OptionalDouble.of(DAY - 1),
                OptionalDouble.of(0));
    }

    private static TableShape table(long megabytes, TimeShape... times) {
        long batch = Math.max(64, megabytes / 365) * MB;
        return new TableShape(megabytes * MB, megabytes * 10_000, batch, List.of(times), List.of(), Optional.empty());
    }

    private static String chosen(TableShape table, String... current) {
        List<String> transforms = POLICY.choose(table, List.of(current)).transforms();
        return transforms.isEmpty() ? "none" : String.join(",", transforms);
    }

    @ParameterizedTest
    @CsvSource({
        "100, 30, none", // a small table
        "255, 1, none",
        "1000, 3000, years(at)", // 120 MB a year
        "4000, 365, months(at)", // 330 MB a month, 11 a day
        "40000, 365, days(at)", // 110 MB a day
        "2000000, 365, hours(at)", // 228 MB an hour
        "300, 3000, none" // 36 MB a year
    })
    void theFinestUnitWithLargePartitionsIsTaken(long megabytes, double days, String transform) {
        assertThat(chosen(table(megabytes, daily("at", days)))).isEqualTo(transform);
    }

    @Test
    void aDateHasNoHours() {
        TimeShape date = new TimeShape(
                "day", PartitionTimeUnit.DAYS, 1, 365 * DAY, 365 * DAY, 1, OptionalDouble.of(0), OptionalDouble.of(0));
        assertThat(chosen(table(2_000_000, date))).isEqualTo("days(day)");
    }

    @Test
    void ofSeveralTimesTheOneThatBatchesComeInOrderOf() {
        TimeShape born = new TimeShape(
                "born",
                PartitionTimeUnit.DAYS,
                1,
                365 * DAY,
                365 * DAY,
                1,
                OptionalDouble.of(60 * DAY),
                OptionalDouble.of(0.99));
        assertThat(chosen(table(40_000, born, daily("at", 365)))).isEqualTo("days(at)");
    }

    @Test
    void aBatchOutOfOrderIsNotCutIntoManySmallFiles() {
        TimeShape scattered = new TimeShape(
                "at",
                PartitionTimeUnit.HOURS,
                1,
                365 * DAY,
                365 * DAY,
                1,
                OptionalDouble.of(90 * DAY),
                OptionalDouble.of(0.9));
        assertThat(chosen(table(40_000, scattered))).isEqualTo("months(at)");
    }

    @Test
    void aTimeThatMostRowsLackIsNotTaken() {
        TimeShape rare = new TimeShape(
                "at",
                PartitionTimeUnit.HOURS,
                0.4,
                365 * DAY,
                365 * DAY,
                1,
                OptionalDouble.of(DAY),
                OptionalDouble.of(0));
        assertThat(chosen(table(40_000, rare))).isEqualTo("none");
    }

    @Test
    void withoutATimeRowsOfKeysHaveBucketsAndOthersTheirFewValues() {
        TableShape keyed = new TableShape(8_000 * MB, 1, 512 * MB, List.of(), List.of(), Optional.of("id"));
        assertThat(chosen(keyed)).isEqualTo("bucket(16, id)");
        TableShape words = new TableShape(
                8_000 * MB,
                1,
                512 * MB,
                List.of(),
                List.of(
                        new TableShape.WordShape("carrier", 16),
                        new TableShape.WordShape("tail", 4_000),
                        new TableShape.WordShape("origin", 3)),
                Optional.empty());
        assertThat(chosen(words)).isEqualTo("carrier");
    }

    @Test
    void whatIsThereStaysUntilItIsFourTimesWorse() {
        assertThat(chosen(table(40_000, daily("at", 365)), "days(at)")).isEqualTo("days(at)");
        assertThat(chosen(table(6_000, daily("at", 365)), "days(at)")).isEqualTo("days(at)"); // 16 MB a day
        assertThat(chosen(table(5_000, daily("at", 365)), "days(at)")).isEqualTo("months(at)"); // less
        assertThat(chosen(table(40_000, daily("at", 365)), "months(at)")).isEqualTo("months(at)"); // days 110 MB
        assertThat(chosen(table(50_000, daily("at", 365)), "months(at)")).isEqualTo("days(at)"); // days 137 MB
        assertThat(chosen(table(100, daily("at", 3)), "days(at)")).isEqualTo("days(at)");
        assertThat(chosen(table(60, daily("at", 3)), "days(at)")).isEqualTo("none");
        assertThat(chosen(table(300, daily("at", 3)), "truncate(4, id)")).isEqualTo("days(at)");
    }

    @Test
    void aGrowingTableChangesFewTimesAndNeverBack() {
        for (int seed = 1; seed <= 50; seed++) {
            Random random = new Random(seed);
            List<String> current = List.of();
            List<String> seen = new ArrayList<>(List.of("none"));
            OptionalLong measured = OptionalLong.empty();
            double megabytes = 0;
            double perDay = Math.pow(10, 1 + 3 * random.nextDouble());
            for (int day = 1; day <= 1_500; day++) {
                megabytes += perDay * (0.2 + 1.6 * random.nextDouble());
                if (!POLICY.isDue(((long) megabytes) * MB, measured)) {
                    continue;
                }
                measured = OptionalLong.of(((long) megabytes) * MB);
                current = POLICY.choose(table((long) megabytes, daily("at", day)), current)
                        .transforms();
                String text = current.isEmpty() ? "none" : current.get(0);
                if (!text.equals(seen.get(seen.size() - 1))) {
                    seen.add(text);
                }
            }
            assertThat(seen).as("seed %d", seed).hasSizeLessThanOrEqualTo(4).doesNotHaveDuplicates();
        }
    }

    @Test
    void noiseDoesNotMakeATableChangeToAndFro() {
        Random random = new Random(7);
        Set<String> seen = new LinkedHashSet<>();
        String current = "none";
        for (int i = 0; i < 1_000; i++) {
            long megabytes = (long) (24_000 * (0.6 + 0.8 * random.nextDouble())); // 40 to 92 MB a day
            String next = chosen(
                    table(megabytes, daily("at", 365)),
                    current.equals("none") ? new String[0] : new String[] {current});
            seen.add(current + " " + next);
            current = next;
        }
        assertThat(seen.stream().filter(step -> !step.split(" ", -1)[0].equals(step.split(" ", -1)[1])))
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void theReasonsAreMeasured() {
        Decision decision = POLICY.choose(table(40_000, daily("at", 365)), List.of("months(at)"))
                .decision();
        assertThat(decision.text()).isEqualTo("partitioning: months(at) (it still fits)");
        assertThat(decision.alternatives()).containsExactly("hours(at)", "days(at)", "years(at)", "none");
        assertThat(decision.measured().keySet())
                .containsExactly(
                        "bytes",
                        "rows",
                        "partition size",
                        "partitions",
                        "bytes of a partition",
                        "files of a batch",
                        "overlap of batches");
    }

    @Test
    void aPartitioningByAColumnWithASpaceInItsNameIsKnown() {
        Decision decision = POLICY.choose(table(40_000, daily("Order Day", 365)), List.of("months(Order Day)"))
                .decision();
        assertThat(decision.text()).isEqualTo("partitioning: months(Order Day) (it still fits)");
    }

    @Test
    void itIsMeasuredWhenTheSizeHasDoubledOrHalved() {
        assertThat(POLICY.isDue(255 * MB, OptionalLong.empty())).isFalse();
        assertThat(POLICY.isDue(256 * MB, OptionalLong.empty())).isTrue();
        assertThat(POLICY.isDue(511 * MB, OptionalLong.of(256 * MB))).isFalse();
        assertThat(POLICY.isDue(512 * MB, OptionalLong.of(256 * MB))).isTrue();
        assertThat(POLICY.isDue(128 * MB, OptionalLong.of(256 * MB))).isTrue();
        assertThat(POLICY.isDue(129 * MB, OptionalLong.of(256 * MB))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1, APPEND, 0, 128MB",
        "100, APPEND, 128, 256MB",
        "2000, APPEND, 128, 512MB",
        "50, APPEND, 256, 256MB",
        "10, APPEND, 256, 128MB",
        "1, UPSERT, 0, 64MB",
        "20, UPSERT, 64, 128MB"
    })
    void filesGrowWithTheTableAndShrinkLater(long gigabytes, WriteMode mode, long current, String size) {
        OptionalLong now = current == 0 ? OptionalLong.empty() : OptionalLong.of(current * MB);
        assertThat(FileSizePolicy.choose(gigabytes << 30, mode, now, Adaptation.NONE)
                        .chosen())
                .isEqualTo(size);
        Adaptation pinned = new Adaptation(Adaptation.Partitioned.DECLARED, Map.of(Choice.FILE_SIZE, "1048576"));
        assertThat(FileSizePolicy.choose(gigabytes << 30, mode, now, pinned).text())
                .isEqualTo("fileSize: 1MB (pinned in the contract)");
    }
}
