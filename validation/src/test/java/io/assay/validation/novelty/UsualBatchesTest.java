package io.assay.validation.novelty;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.validation.metric.CategoryCounts;
import io.assay.validation.metric.Distribution;
import io.assay.validation.metric.Moments;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is kept of a history gives the same as counting all its batches and the newest one anew, to the last bit. */
class UsualBatchesTest {
    private static final Instant START = Instant.parse("2026-01-05T12:00:00Z");
    private static final AlarmRate ONE_IN_FIVE = new AlarmRate(1, 5);
    private static final String LETTER = "letter";

    private final Random random = new Random(31);

    /** Values come and go; some batches do not count them, have none of them, or lack the column. */
    private BatchSummary batch(int number) {
        Map<Long, Long> counts = new HashMap<>();
        Map<Long, String> labels = new HashMap<>();
        int values = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(120);
        for (int i = 0; i < values; i++) {
            long value = (random.nextBoolean() ? number : 0L) + random.nextInt(90) - 45;
            counts.merge(value, (long) random.nextInt(random.nextInt(8) == 0 ? 300 : 3), Long::sum);
            if (random.nextInt(3) > 0) {
                labels.put(value, "value " + value + (random.nextInt(5) == 0 ? " of " + number : ""));
            }
        }
        CategoryCounts categories =
                random.nextInt(12) == 0 ? CategoryCounts.overflowed() : CategoryCounts.of(counts, labels);
        long rows = 20 + categories.total();
        Distribution letter = new Distribution(
                Distribution.Kind.TEXT,
                rows,
                categories.total(),
                0,
                0,
                Moments.NONE,
                Double.NaN,
                Double.NaN,
                Optional.empty(),
                Optional.of(categories),
                Optional.empty(),
                List.of());
        return new BatchSummary(
                "run" + number,
                START.plus(Duration.ofHours(number)),
                rows,
                random.nextInt(15) == 0 ? Map.of() : Map.of(LETTER, letter),
                Map.of(),
                Map.of());
    }

    /** A measure by its numbers; the distance of them all follows from the others. */
    private record Measured(Aspect aspect, String detail, List<Double> readings) {}

    private static List<Measured> measured(UsualBatches history, BatchSummary batch) {
        return CategoryMeasures.of(LETTER, history, batch).stream()
                .filter(series -> series.aspect() != Aspect.VALUES)
                .map(series -> new Measured(
                        series.aspect(),
                        series.aspect() == Aspect.NEW ? "" : series.detail(),
                        IntStream.range(0, series.batches())
                                .mapToObj(i -> series.has(i) ? series.reading(i) : Double.NaN)
                                .toList()))
                .toList();
    }

    /** The same by its definition, of all batches. */
    private static List<Measured> counted(List<BatchSummary> batches) {
        List<Optional<CategoryCounts>> all = batches.stream()
                .map(batch -> UsualBatches.counted(batch, LETTER))
                .toList();
        if (all.get(all.size() - 1).isEmpty()) {
            return List.of();
        }
        Map<Long, Long> sums = new TreeMap<>();
        Map<Long, String> labels = new HashMap<>();
        for (Optional<CategoryCounts> own : all) {
            own.ifPresent(counts -> {
                counts.counts().forEach((value, count) -> sums.merge(value, count, Long::sum));
                labels.putAll(counts.labels());
            });
        }
        long total = sums.values().stream().mapToLong(Long::longValue).sum();
        List<Long> frequent = sums.keySet().stream()
                .filter(value -> sums.getOrDefault(value, 0L) >= 0.005 * total)
                .filter(value -> IntStream.range(0, all.size())
                                .filter(i -> of(all, i, value) > 0)
                                .count()
                        > 1)
                .sorted(Comparator.comparingLong((Long value) -> -sums.getOrDefault(value, 0L)))
                .limit(60)
                .toList();
        List<Measured> measured = new ArrayList<>();
        for (long value : frequent) {
            measured.add(shares(Aspect.SHARE, labels.getOrDefault(value, "one value"), all, Set.of(value)));
        }
        List<Double> rare = new ArrayList<>();
        List<Double> fresh = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            long rareRows = 0;
            long freshRows = 0;
            for (long value : sums.keySet()) {
                boolean isNew = isNew(all, i, value);
                freshRows += isNew ? of(all, i, value) : 0;
                rareRows += isNew || frequent.contains(value) ? 0 : of(all, i, value);
            }
            double rows = all.get(i).map(CategoryCounts::total).orElse(0L);
            rare.add(rows > 0 ? rareRows / rows : Double.NaN);
            fresh.add(rows > 0 ? freshRows / rows : Double.NaN);
        }
        measured.add(new Measured(Aspect.RARE, "", rare));
        measured.add(new Measured(Aspect.NEW, "", fresh));
        return measured;
    }

    private static Measured shares(Aspect aspect, String detail, List<Optional<CategoryCounts>> all, Set<Long> values) {
        List<Double> readings = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            int batch = i;
            double rows = all.get(i).map(CategoryCounts::total).orElse(0L);
            double own =
                    values.stream().mapToLong(value -> of(all, batch, value)).sum();
            readings.add(rows > 0 ? own / rows : Double.NaN);
        }
        return new Measured(aspect, detail, readings);
    }

    private static long of(List<Optional<CategoryCounts>> all, int batch, long value) {
        return all.get(batch)
                .map(counts -> counts.counts().getOrDefault(value, 0L))
                .orElse(0L);
    }

    private static boolean isNew(List<Optional<CategoryCounts>> all, int batch, long value) {
        int reach = all.size() * 3 / 4;
        IntStream others = batch > reach
                ? IntStream.range(batch - reach, batch)
                : IntStream.range(0, Math.min(all.size(), reach + 1)).filter(i -> i != batch);
        return others.noneMatch(i -> of(all, i, value) > 0);
    }

    @Test
    void oneHistoryGivesTheSameForManyBatchesAsCountingAllAnewForEach() {
        List<BatchSummary> history = new ArrayList<>();
        Set<String> statuses = new TreeSet<>();
        for (int number = 0; number < 60; number++) {
            UsualBatches kept = UsualBatches.of(history);
            for (int i = 0; i < 4; i++) { // of a stream, before the history changes
                BatchSummary batch = batch(1000 + random.nextInt(60));
                assertThat(measured(kept, batch))
                        .as("%d batches", history.size())
                        .isEqualTo(counted(kept.and(batch)));
                NoveltyResult result = NoveltyCheck.of(kept, batch, ONE_IN_FIVE);
                assertThat(result).isEqualTo(NoveltyCheck.of(List.copyOf(history), batch, ONE_IN_FIVE));
                statuses.add(result.status().name());
            }
            history.add(batch(1000 + number));
            if (history.size() > 30) {
                history.remove(0);
            }
            if (random.nextInt(5) == 0) {
                history.remove(random.nextInt(history.size())); // labelled bad
            }
        }
        assertThat(statuses).containsExactly("LEARNING", "UNUSUAL", "USUAL");
    }

    @Test
    void aBatchIsNotComparedWithItself() {
        List<BatchSummary> history =
                IntStream.range(0, 12).mapToObj(this::batch).toList();
        UsualBatches all = UsualBatches.of(history);

        assertThat(all.without("run77")).isSameAs(all);
        assertThat(all.without("run3").and(batch(20)))
                .extracting(BatchSummary::run)
                .hasSize(12)
                .doesNotContain("run3");
    }
}
