package io.assay.jobs.novelty;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.contract.DatasetContract.Novelty;
import io.assay.definition.contract.DatasetName;
import io.assay.definition.project.Settings;
import io.assay.jobs.json.Json;
import io.assay.jobs.record.RunDetail;
import io.assay.jobs.record.RunLog;
import io.assay.jobs.record.RunRecord;
import io.assay.jobs.warehouse.Session;
import io.assay.jobs.warehouse.Warehouse;
import io.assay.validation.metric.CategoryCounts;
import io.assay.validation.metric.Distribution;
import io.assay.validation.metric.DistributionCodec;
import io.assay.validation.metric.MetricNames;
import io.assay.validation.metric.Moments;
import io.assay.validation.novelty.AlarmRate;
import io.assay.validation.novelty.Aspect;
import io.assay.validation.novelty.BatchSummary;
import io.assay.validation.novelty.ExpectedRanges;
import io.assay.validation.novelty.NoveltyCheck;
import io.assay.validation.novelty.NoveltyResult;
import io.assay.validation.novelty.UsualBatches;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoveltyWatchTest {
    private static final Instant START = Instant.parse("2026-01-05T12:00:00Z");
    private static final AlarmRate ONE_IN_FIVE = new AlarmRate(1, 5);

    @TempDir
    Path folder;

    private final Random random = new Random(12);
    private Warehouse warehouse;
    private RunLog log;
    private int runs;

    @BeforeEach
    void open() {
        warehouse = Warehouse.of(new Settings(
                "small",
                folder.resolve("warehouse").toString(),
                new Settings.CatalogSettings("jdbc", Optional.empty(), Optional.empty(), Map.of()),
                new Settings.Online("embedded", Optional.empty()),
                Optional.empty(),
                Settings.KeptFor.DEFAULT,
                Map.of()));
        SparkSession spark = Session.open(warehouse, Map.of(), Map.of("spark.master", "local[2]"));
        log = new RunLog(spark, warehouse);
    }

    private static Instant at(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }

    private Distribution letters() {
        Map<Long, Long> counts = new HashMap<>();
        for (int i = 0; i < 60; i++) {
            counts.merge((long) random.nextInt(4 + random.nextInt(20)), 1L, Long::sum);
        }
        return new Distribution(
                Distribution.Kind.TEXT,
                60,
                60,
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

    private RunRecord logged(String command, String run, String status, RunDetail detail) {
        return logged(command, run, status, at(runs), detail);
    }

    private static RunRecord logged(String command, String run, String status, Instant at, RunDetail detail) {
        return new RunRecord(run, command, "sales", status, at, 1, Json.object(), List.of(detail));
    }

    private RunRecord batch(String status) {
        runs++;
        return batch("run" + runs, status, at(runs));
    }

    private RunRecord batch(String run, String status, Instant at) {
        byte[] state = DistributionCodec.write(letters()).bytes();
        RunDetail letter = RunDetail.metric(MetricNames.DISTRIBUTION, "letter", null, null, state);
        return logged("ingest", run, status, at, letter);
    }

    private NoveltyResult judged(NoveltyWatch watch, BatchSummary batch) {
        NoveltyHistory history = watch.history("sales", at(runs));
        return NoveltyCheck.of(history.usual().without(batch.run()), batch, ONE_IN_FIVE);
    }

    /** Batches of a stream that are compared between changes of the log, which any process may make. */
    @Test
    void aHistoryThatIsKeptIsAlwaysTheOneInTheLog() {
        NoveltyWatch kept = new NoveltyWatch(warehouse.layout().log(), new Configuration());
        TreeSet<Integer> sizes = new TreeSet<>();
        for (int change = 0; change < 14; change++) {
            switch (change == 0 ? 0 : random.nextInt(4)) {
                case 0, 1 -> {
                    List<RunRecord> minute = new ArrayList<>();
                    for (int i = 0; i < 12; i++) {
                        minute.add(batch(random.nextInt(6) == 0 ? "held" : "published"));
                    }
                    log.write("stream", change, minute);
                }
                case 2 -> log.write(batch("failed"));
                default -> {
                    String label = NoveltyWatch.LABELS.get(random.nextInt(2));
                    log.annotate(logged(
                            "runs label",
                            "run" + (1 + random.nextInt(runs)),
                            label,
                            RunDetail.decision(NoveltyWatch.LABEL, label, "somebody says so", null)));
                }
            }
            NoveltyWatch anew = new NoveltyWatch(warehouse.layout().log(), new Configuration());
            for (int i = 0; i < 3; i++) {
                BatchSummary batch = new BatchSummary(
                        "run" + (runs - 1 + i), at(runs), 60, Map.of("letter", letters()), Map.of(), Map.of());
                assertThat(judged(kept, batch)).isEqualTo(judged(anew, batch));
            }
            sizes.add(kept.history("sales", at(runs)).usual().size());
        }
        assertThat(sizes).hasSizeGreaterThan(5);
        assertThat(sizes.last()).as("the oldest leave").isEqualTo(NoveltyHistory.WINDOW);
    }

    @Test
    void whatIsDerivedFromAHistoryLastsUntilTheLogChanges() {
        NoveltyWatch watch = new NoveltyWatch(warehouse.layout().log(), new Configuration());
        log.write("stream", 1, List.of(batch("published"), batch("published"), batch("held")));

        NoveltyHistory first = watch.history("sales", at(runs));
        assertThat(first.usual().size()).isEqualTo(2);
        assertThat(watch.history("sales", at(runs + 1))).isSameAs(first);

        log.annotate(logged("runs label", "run2", "bad", RunDetail.decision(NoveltyWatch.LABEL, "bad", "why", null)));
        assertThat(watch.history("sales", at(runs + 1)).usual().size()).isEqualTo(1);
    }

    @Test
    void whatIsGrosslyUnusualTeachesOnceItIsLabelledGoodAndApprovedOrNot() {
        NoveltyWatch watch = new NoveltyWatch(warehouse.layout().log(), new Configuration());
        log.write("stream", 1, List.of(batch("published"), batch("published"), batch("published")));
        approved("odd", 1.9);
        assertThat(watch.history("sales", at(runs)).usual().size()).isEqualTo(4);

        approved("gross", 2.1);
        assertThat(watch.history("sales", at(runs)).usual().size()).isEqualTo(4);

        log.annotate(
                logged("runs label", "gross", "good", RunDetail.decision(NoveltyWatch.LABEL, "good", "why", null)));
        assertThat(watch.history("sales", at(runs)).usual().size()).isEqualTo(5);
    }

    /** A batch that was held as unusual, where a score up to 1 is usual, and then published. */
    private void approved(String run, double score) {
        RunRecord held = batch(run, "held", at(++runs));
        String verdict = "{\"status\": \"unusual\", \"score\": %s, \"cut\": 1}".formatted(score);
        List<RunDetail> lines = new ArrayList<>(held.lines());
        lines.add(RunDetail.metric(MetricNames.NOVELTY, null, score, verdict, null));
        log.write(new RunRecord(run, "ingest", "sales", "held", held.at(), 1, Json.object(), lines));
        RunDetail decision = RunDetail.decision("publish", "published", "so it is", null);
        log.write(logged("runs publish", run, "published", at(++runs), decision));
    }

    @Test
    void theRangesOfTheNewestBatchAreThoseItWasComparedWith() {
        Instant now = START.plus(Duration.ofDays(10));
        List<RunRecord> batches = new ArrayList<>();
        for (int i = 1; i <= 30; i++) {
            batches.add(batch("old" + i, "published", at(i)));
        }
        for (int i = 1; i <= 95; i++) {
            batches.add(batch("new" + i, "published", now.minus(Duration.ofMinutes(100 - i))));
        }
        log.write("days", 1, batches);
        for (int i = 40; i < 50; i++) {
            RunDetail bad = RunDetail.decision(NoveltyWatch.LABEL, "bad", "somebody says so", null);
            log.annotate(logged("runs label", "new" + i, "bad", now, bad));
        }
        NoveltyWatch watch = new NoveltyWatch(warehouse.layout().log(), new Configuration());
        UsualBatches before = watch.history("sales", now).usual();
        assertThat(before.size()).isEqualTo(NoveltyHistory.WINDOW);

        log.write(batch("newest", "published", now));
        PublishedBatches published = watch.published(new DatasetName("sales"), Novelty.DEFAULT, now);

        BatchSummary newest = published.batches().get(NoveltyHistory.WINDOW - 1);
        assertThat(newest.run()).isEqualTo("newest");
        ExpectedRanges expected = ExpectedRanges.of(before, newest, AlarmRate.DEFAULT);
        assertThat(expected.of("letter", Aspect.RARE)).isPresent();
        for (Aspect aspect : Aspect.values()) {
            assertThat(published.expected().of("letter", aspect)).isEqualTo(expected.of("letter", aspect));
        }
    }

    @Test
    void batchesOfYearsAreFoundHoweverFarApart() {
        for (int half = 0; half < 2; half++) {
            List<RunRecord> batches = new ArrayList<>();
            for (int i = 1 + 20 * half; i <= 20 + 20 * half; i++) {
                batches.add(batch("run" + i, "published", START.plus(Duration.ofDays(10L * i))));
            }
            log.write("years", half, batches);
        }
        Instant now = START.plus(Duration.ofDays(401));
        NoveltyWatch watch = new NoveltyWatch(warehouse.layout().log(), new Configuration());
        assertThat(watch.history("sales", now).usual().size()).isEqualTo(40);

        log.write(batch("run5", "published", now)); // again
        log.annotate(logged(
                "runs label",
                "run20",
                "bad",
                now,
                RunDetail.decision(NoveltyWatch.LABEL, "bad", "somebody says so", null)));
        assertThat(watch.history("sales", now).usual().size()).isEqualTo(39);
        assertThat(watch.published(new DatasetName("sales"), Novelty.OFF, now).batches())
                .hasSize(40)
                .extracting(BatchSummary::run)
                .startsWith("run1", "run2", "run3", "run4", "run6")
                .endsWith("run40", "run5");
    }
}
