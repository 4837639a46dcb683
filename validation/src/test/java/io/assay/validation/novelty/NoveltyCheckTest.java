package io.assay.validation.novelty;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.validation.metric.CategoryCounts;
import io.assay.validation.metric.Distribution;
import io.assay.validation.metric.Moments;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class NoveltyCheckTest {
    private static final Instant START = Instant.parse("2026-01-05T12:00:00Z");
    private static final AlarmRate ONE_IN_TWENTY = new AlarmRate(1, 20);

    /** What a batch is made of. */
    private record Made(int rows, double mean, double zeros, double nulls, double ofA) {
        static final Made USUAL = new Made(400, 10, 0, 0.02, 0.3);
    }

    private static BatchSummary batch(int number, Made made, Random random) {
        List<Double> values = new ArrayList<>();
        int zeros = 0;
        Map<Long, Long> letters = new HashMap<>();
        for (int i = 0; i < made.rows(); i++) {
            if (random.nextDouble() >= made.nulls()) {
                boolean zero = random.nextDouble() < made.zeros();
                zeros += zero ? 1 : 0;
                values.add(zero ? 0 : made.mean() + random.nextGaussian());
            }
            letters.merge(random.nextDouble() < made.ofA() ? 1L : random.nextInt(2) + 2L, 1L, Long::sum);
        }
        double mean = values.stream().mapToDouble(v -> v).average().orElse(0);
        double squares =
                values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        Distribution amount = new Distribution(
                Distribution.Kind.NUMBER,
                made.rows(),
                values.size(),
                zeros,
                0,
                new Moments(values.size(), mean, squares),
                0,
                20,
                Optional.empty(),
                Optional.of(CategoryCounts.overflowed()),
                Optional.empty(),
                List.of());
        Distribution letter = new Distribution(
                Distribution.Kind.TEXT,
                made.rows(),
                made.rows(),
                0,
                0,
                Moments.NONE,
                Double.NaN,
                Double.NaN,
                Optional.empty(),
                Optional.of(CategoryCounts.of(letters, Map.of(1L, "A", 2L, "B", 3L, "C", 4L, "<D>"))),
                Optional.empty(),
                List.of());
        return new BatchSummary(
                "run" + number,
                START.plus(Duration.ofDays(number)),
                made.rows(),
                Map.of("amount", amount, "letter", letter),
                Map.of("amount", (double) values.size(), "letter", 3.0),
                Map.of());
    }

    private static List<BatchSummary> usual(int count, Random random) {
        List<BatchSummary> batches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            batches.add(batch(i, Made.USUAL, random));
        }
        return batches;
    }

    private static NoveltyResult judged(Made made) {
        Random random = new Random(11);
        return NoveltyCheck.of(usual(40, random), batch(40, made, random), ONE_IN_TWENTY);
    }

    @Test
    void itLearnsUntilTheRateCanBeKept() {
        Random random = new Random(3);
        List<BatchSummary> batches = usual(18, random);
        BatchSummary odd = batch(18, new Made(400, 30, 0, 0, 0), random);

        NoveltyResult early = NoveltyCheck.of(batches, odd, ONE_IN_TWENTY);
        assertThat(early.status()).isEqualTo(NoveltyResult.Status.LEARNING);
        assertThat(early.missing()).isEqualTo(1);
        assertThat(early.deviations().get(0).column()).isEqualTo("amount");

        batches.add(batch(19, Made.USUAL, random));
        assertThat(NoveltyCheck.of(batches, odd, ONE_IN_TWENTY).status()).isEqualTo(NoveltyResult.Status.UNUSUAL);
        assertThat(NoveltyCheck.of(List.of(), odd, ONE_IN_TWENTY).missing()).isEqualTo(19);
    }

    @Test
    void usualBatchesAreCalledUnusualAsOftenAsTheRateSays() {
        Random random = new Random(5);
        int alarms = 0;
        for (int history = 0; history < 20; history++) {
            List<BatchSummary> batches = usual(39, random);
            for (int i = 0; i < 20; i++) {
                NoveltyResult result = NoveltyCheck.of(batches, batch(40, Made.USUAL, random), ONE_IN_TWENTY);
                alarms += result.status() == NoveltyResult.Status.UNUSUAL ? 1 : 0;
            }
        }

        assertThat(alarms).as("of 400, 20 expected").isBetween(8, 36);
    }

    @Test
    void partialFaultsAreFoundAndNamed() {
        assertThat(judged(new Made(400, 10, 0.05, 0.02, 0.3))
                        .deviations()
                        .get(0)
                        .text())
                .startsWith("amount: share of zeros is ")
                .endsWith("usually 0 % (0 % to 0 %)");
        NoveltyResult nulls = judged(new Made(400, 10, 0, 0.2, 0.3));
        assertThat(nulls.status()).isEqualTo(NoveltyResult.Status.UNUSUAL);
        assertThat(nulls.deviations().get(0).text()).startsWith("amount: share of nulls is ");
        assertThat(judged(new Made(400, 10.4, 0, 0.02, 0.3)).deviations().get(0).text())
                .startsWith("amount: mean is 10.");
        assertThat(judged(new Made(400, 10, 0, 0.02, 0)).deviations().get(0).text())
                .startsWith("letter: share of 'A' is 0 %, usually ");
        assertThat(judged(new Made(200, 10, 0, 0.02, 0.3)).deviations().get(0).text())
                .isEqualTo("number of rows is 200, usually 400 (400 to 400)");
        assertThat(judged(new Made(200, 10, 0, 0.02, 0.3)).deviations().get(0).measured())
                .isEqualTo(200, Offset.offset(1e-9));
        assertThat(judged(Made.USUAL).status()).isEqualTo(NoveltyResult.Status.USUAL);
    }

    @Test
    void aBatchWithTheValuesOfAnEarlierOneIsUnusual() {
        List<BatchSummary> batches = usual(40, new Random(2));
        BatchSummary first = batches.get(0);
        BatchSummary again = new BatchSummary(
                "again", START.plus(Duration.ofDays(40)), first.rows(), first.columns(), first.distinct(), Map.of());

        NoveltyResult result = NoveltyCheck.of(batches, again, ONE_IN_TWENTY);

        assertThat(result.status()).isEqualTo(NoveltyResult.Status.UNUSUAL);
        assertThat(result.deviations().get(0).text())
                .isEqualTo("the number of rows and all measures of all columns are equal to those of run run0");
    }

    @Test
    void batchesWhoseValuesDifferAreNoDuplicatesThoughTheirNumbersAgree() {
        List<BatchSummary> batches = usual(40, new Random(2));
        BatchSummary first = batches.get(0);
        batches.set(0, withIds(first, "first", 0, 12));
        BatchSummary again = withIds(first, "again", 0, 12);
        BatchSummary few = withIds(first, "few", 400, 12);
        BatchSummary many = withIds(first, "many", 0, 13);

        assertThat(texts(batches, again)).anyMatch(text -> text.endsWith("are equal to those of run first"));
        assertThat(texts(batches, few)).noneMatch(text -> text.contains("are equal to those of"));
        assertThat(texts(batches, many)).noneMatch(text -> text.contains("are equal to those of"));
    }

    private static List<String> texts(List<BatchSummary> batches, BatchSummary batch) {
        return NoveltyCheck.of(batches, batch, ONE_IN_TWENTY).deviations().stream()
                .map(Deviation::text)
                .toList();
    }

    /** The same batch with ids: 400 texts, their hashes from {@code least} on. */
    private static BatchSummary withIds(BatchSummary batch, String run, int least, int sketch) {
        Map<Long, Long> counts = new HashMap<>();
        letters(least, 400).forEach(id -> counts.put(id, 1L));
        Map<String, Distribution> columns = new HashMap<>(batch.columns());
        columns.put("id", text(counts));
        return new BatchSummary(
                run,
                batch.time(),
                batch.rows(),
                columns,
                Map.of("amount", 390.0, "letter", 3.0, "id", 400.0),
                Map.of(),
                Map.of("id", sketch));
    }

    @Test
    void aWeekIsUsualWhereTheHistoryShowsOne() {
        Random random = new Random(4);
        List<BatchSummary> batches = new ArrayList<>();
        for (int i = 0; i < 56; i++) {
            batches.add(batch(i, new Made(i % 7 >= 5 ? 100 : 400, 10, 0, 0.02, 0.3), random));
        }
        Made weekend = new Made(100, 10, 0, 0.02, 0.3);

        assertThat(NoveltyCheck.of(batches, batch(61, weekend, random), ONE_IN_TWENTY)
                        .status())
                .isEqualTo(NoveltyResult.Status.USUAL); // a Saturday
        NoveltyResult monday = NoveltyCheck.of(batches, batch(56, weekend, random), ONE_IN_TWENTY);
        assertThat(monday.status()).isEqualTo(NoveltyResult.Status.UNUSUAL);
        assertThat(monday.deviations().get(0).text()).startsWith("number of rows is 100");
    }

    /** A batch of ordinary amounts whose letters are those given, each as often as the others. */
    private static BatchSummary lettered(int number, List<Long> letters, Random random) {
        BatchSummary made = batch(number, Made.USUAL, random);
        Map<Long, Long> counts = new HashMap<>();
        letters.forEach(letter -> counts.put(letter, 400L / letters.size()));
        Map<String, Distribution> columns = new HashMap<>(made.columns());
        columns.put("letter", text(counts));
        return new BatchSummary(made.run(), made.time(), made.rows(), columns, Map.of(), Map.of());
    }

    /** A column of 400 texts. */
    private static Distribution text(Map<Long, Long> counts) {
        return new Distribution(
                Distribution.Kind.TEXT,
                400,
                400,
                0,
                0,
                Moments.NONE,
                Double.NaN,
                Double.NaN,
                Optional.empty(),
                Optional.of(CategoryCounts.of(counts, Map.of())),
                Optional.empty(),
                List.of());
    }

    private static List<Long> letters(int first, int count) {
        return LongStream.range(first, first + count).boxed().toList();
    }

    @Test
    void aValueThatComesAndStaysIsNoNewsWhereEveryBatchBringsOne() {
        Random random = new Random(8);
        List<BatchSummary> batches = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            batches.add(lettered(i, letters(i, 40), random)); // one new letter, which stays for 40 batches
        }

        NoveltyResult another = NoveltyCheck.of(batches, lettered(60, letters(60, 40), random), ONE_IN_TWENTY);
        assertThat(another.status()).isEqualTo(NoveltyResult.Status.USUAL);
        NoveltyResult many = NoveltyCheck.of(batches, lettered(60, letters(72, 40), random), ONE_IN_TWENTY);
        assertThat(many.status()).isEqualTo(NoveltyResult.Status.UNUSUAL);
        assertThat(many.deviations().stream().map(Deviation::text))
                .anyMatch(text -> text.contains("new values is 32.5 %"));
    }

    @Test
    void whatLastsIsUnusualOnce() {
        Random random = new Random(9);
        List<BatchSummary> batches = usual(60, random);
        Made higher = new Made(400, 13, 0, 0.02, 0.3);

        BatchSummary first = batch(60, higher, random);
        assertThat(NoveltyCheck.of(batches, first, ONE_IN_TWENTY).status()).isEqualTo(NoveltyResult.Status.UNUSUAL);
        batches.add(first);
        assertThat(NoveltyCheck.of(batches, batch(61, higher, random), ONE_IN_TWENTY)
                        .status())
                .isEqualTo(NoveltyResult.Status.USUAL);
        assertThat(NoveltyCheck.of(batches, batch(61, new Made(400, 16, 0, 0.02, 0.3), random), ONE_IN_TWENTY)
                        .status())
                .isEqualTo(NoveltyResult.Status.UNUSUAL); // further off
        assertThat(NoveltyCheck.of(batches, batch(61, new Made(400, 7, 0, 0.02, 0.3), random), ONE_IN_TWENTY)
                        .status())
                .isEqualTo(NoveltyResult.Status.UNUSUAL); // as far off, but less
    }

    @Test
    void aReadingIsOutsideOfWhatIsExpectedIfItsDeviationIsAboveTheCut() {
        Random random = new Random(10);
        List<BatchSummary> batches = usual(40, random);
        int outside = 0;
        for (Made made : List.of(
                Made.USUAL,
                new Made(400, 10.3, 0, 0.02, 0.3),
                new Made(400, 14, 0, 0.02, 0.3),
                new Made(400, 10, 0.1, 0.02, 0.3),
                new Made(400, 10, 0, 0.1, 0.3),
                new Made(390, 10, 0, 0, 0.3),
                new Made(200, 10, 0, 0.02, 0.1))) {
            BatchSummary batch = batch(40, made, random);
            NoveltyResult result = NoveltyCheck.of(batches, batch, ONE_IN_TWENTY);
            for (Deviation deviation : result.deviations()) {
                ExpectedRange expected = deviation.expected().orElseThrow();
                assertThat(expected.contains(deviation.measured()))
                        .as("%s of %s: %s, cut %s", deviation, made, expected, result.cut())
                        .isEqualTo(Math.abs(deviation.size()) <= result.cut());
                outside += expected.contains(deviation.measured()) ? 0 : 1;
            }
            ExpectedRanges ranges = ExpectedRanges.of(UsualBatches.of(batches), batch, ONE_IN_TWENTY);
            ExpectedRange mean = ranges.of("amount", Aspect.MEAN).orElseThrow();
            assertThat(mean.contains(10)).isTrue();
            assertThat(mean.high() - mean.low()).isLessThan(1);
            assertThat(ranges.of("amount", Aspect.ZEROS).orElseThrow().contains(0))
                    .isTrue();
            assertThat(ranges.of("", Aspect.ROWS).orElseThrow().contains(400)).isTrue();
        }
        assertThat(outside).isGreaterThan(5);
        assertThat(ExpectedRanges.of(UsualBatches.of(batches.subList(0, 1)), batches.get(1), ONE_IN_TWENTY)
                        .isEmpty())
                .isTrue();
    }

    @Test
    void theSameHistoryGivesTheSameVerdict() {
        assertThat(judged(new Made(400, 10.2, 0.01, 0.03, 0.25)))
                .isEqualTo(judged(new Made(400, 10.2, 0.01, 0.03, 0.25)));
    }
}
