package io.assay.jobs.novelty;

import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.DatasetContract.Novelty;
import io.assay.definition.contract.DatasetName;
import io.assay.online.table.TableSnapshot;
import io.assay.validation.metric.MeasurePlan;
import io.assay.validation.novelty.AlarmRate;
import io.assay.validation.novelty.BatchSummary;
import io.assay.validation.novelty.ExpectedRanges;
import io.assay.validation.novelty.NoveltyCheck;
import io.assay.validation.novelty.NoveltyResult;
import io.assay.validation.novelty.UsualBatches;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;

/**
 * Compares the batches of datasets with their history, which is read from the log without Spark. A log that has not
 * changed is not read again, and nothing is derived from the history again: until an entry joins the log, of whatever
 * process, a micro-batch of a stream costs only its own measures.
 */
public final class NoveltyWatch {
    /** Batches of fewer rows are neither compared nor learned from. */
    public static final int FEWEST_ROWS = 20;

    /** The decision in the log that says whether a batch was good or bad. */
    public static final String LABEL = "label";

    /** What a batch may be labelled. */
    public static final List<String> LABELS = List.of("good", "bad");

    /** Of so many batches in a row most are unusual: what was unusual is usual now. */
    private static final int LASTING = 7;

    private static final int MOST_OF_LASTING = 5;

    private final String log;
    private final Configuration hadoop;
    private final Map<String, Known> known = new HashMap<>();

    private record Known(long version, NoveltyHistory history) {}

    public NoveltyWatch(String log, Configuration hadoop) {
        this.log = log;
        this.hadoop = hadoop;
    }

    /** What the log has of the dataset's batches. */
    public synchronized NoveltyHistory history(String dataset, Instant now) {
        Optional<TableSnapshot> table = TableSnapshot.newest(log, hadoop);
        if (table.isEmpty()) {
            return NoveltyHistory.none();
        }
        long version = table.get().version().number();
        Known last = known.get(dataset);
        if (last == null || last.version() != version) {
            last = new Known(version, read(new LoggedBatches(table.get(), dataset, now), batch -> true));
            known.put(dataset, last);
        }
        return last.history();
    }

    /** The history of some batches; reads the log further back until there are enough usual ones. */
    private static NoveltyHistory read(LoggedBatches batches, Predicate<LoggedBatch> chosen) {
        NoveltyHistory found = history(batches.found(), chosen);
        while (found.usual().size() < NoveltyHistory.WINDOW && batches.hasMore()) {
            found = history(batches.furtherBack(), chosen);
        }
        return found;
    }

    /** What was measured of the newest batches that are published, and what was expected of the last one. */
    public PublishedBatches published(DatasetName dataset, Novelty setting, Instant now) {
        Optional<TableSnapshot> table = TableSnapshot.newest(log, hadoop);
        if (table.isEmpty()) {
            return PublishedBatches.none();
        }
        LoggedBatches batches = new LoggedBatches(table.get(), dataset.value(), now);
        List<BatchSummary> found = published(batches.furtherBack());
        while (found.size() < NoveltyHistory.WINDOW && batches.hasMore()) {
            found = published(batches.furtherBack());
        }
        if (found.isEmpty()) {
            return PublishedBatches.none();
        }
        BatchSummary newest = found.get(found.size() - 1);
        if (!isCompared(setting, newest)) {
            return new PublishedBatches(found, ExpectedRanges.none());
        }
        UsualBatches others =
                read(batches, batch -> !batch.run().equals(newest.run())).usual();
        return new PublishedBatches(found, ExpectedRanges.of(others, newest, rate(setting)));
    }

    private static List<BatchSummary> published(Collection<LoggedBatch> batches) {
        List<BatchSummary> found = new ArrayList<>(batches.stream()
                .filter(LoggedBatch::isPublished)
                .sorted(Comparator.comparingLong(LoggedBatch::at).reversed())
                .limit(NoveltyHistory.WINDOW)
                .map(LoggedBatch::summary)
                .toList());
        Collections.reverse(found);
        return found;
    }

    private static NoveltyHistory history(Collection<LoggedBatch> batches, Predicate<LoggedBatch> chosen) {
        List<LoggedBatch> newest = batches.stream()
                .filter(chosen)
                .sorted(Comparator.comparingLong(LoggedBatch::at).reversed())
                .toList();
        List<BatchSummary> usual = new ArrayList<>();
        for (int i = 0; i < newest.size() && usual.size() < NoveltyHistory.WINDOW; i++) {
            long unusual = newest.subList(Math.max(0, i + 1 - LASTING), i + 1).stream()
                    .filter(LoggedBatch::wasUnusual)
                    .count();
            if (newest.get(i).teaches(unusual >= MOST_OF_LASTING)) {
                usual.add(newest.get(i).summary());
            }
        }
        Collections.reverse(usual);
        List<LoggedBatch> compared = newest.stream()
                .filter(LoggedBatch::wasJudged)
                .limit(NoveltyHistory.WINDOW)
                .toList();
        return new NoveltyHistory(
                UsualBatches.of(usual),
                newest.stream()
                        .flatMap(batch -> batch.plan().stream())
                        .findFirst()
                        .orElse(MeasurePlan.none()),
                compared.size(),
                (int) compared.stream().filter(LoggedBatch::wasUnusual).count());
    }

    /** The verdict on a batch; none if the contract or too few rows say so. */
    public Optional<BatchNovelty> judge(DatasetContract dataset, NoveltyHistory history, BatchSummary batch) {
        Novelty setting = dataset.novelty();
        if (!isCompared(setting, batch)) {
            return Optional.empty();
        }
        NoveltyResult result = NoveltyCheck.of(history.usual().without(batch.run()), batch, rate(setting));
        return Optional.of(BatchNovelty.of(setting, result, history, batch));
    }

    private static boolean isCompared(Novelty setting, BatchSummary batch) {
        return setting.response() != Novelty.Response.OFF && batch.rows() >= FEWEST_ROWS;
    }

    private static AlarmRate rate(Novelty setting) {
        return new AlarmRate(setting.alarms(), setting.batches());
    }
}
