package io.assay.jobs.gate;

import io.assay.jobs.novelty.BatchNovelty;
import io.assay.jobs.novelty.NoveltyHistory;
import io.assay.jobs.novelty.NoveltyWatch;
import io.assay.validation.ScanCounts;
import io.assay.validation.metric.MeasurePlan;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A batch beside its dataset's history, which is read while the batch's own plan is made. */
final class BatchComparison {
    private final NoveltyWatch watch;
    private final BatchRequest request;
    private final CompletableFuture<NoveltyHistory> reading;

    private BatchComparison(NoveltyWatch watch, BatchRequest request, CompletableFuture<NoveltyHistory> reading) {
        this.watch = watch;
        this.request = request;
        this.reading = reading;
    }

    static BatchComparison start(NoveltyWatch watch, BatchRequest request, Instant now) {
        return new BatchComparison(
                watch,
                request,
                CompletableFuture.supplyAsync(
                        () -> watch.history(request.dataset().name().value(), now),
                        work -> new Thread(
                                        work, "history of " + request.dataset().name())
                                .start()));
    }

    private NoveltyHistory history() {
        try {
            return reading.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    MeasurePlan plan() {
        return history().plan();
    }

    /** The verdict on what was counted; none of a replay, whose rows are no usual batch. */
    Optional<BatchNovelty> judge(ScanCounts counts) {
        return request.replayed().isPresent()
                ? Optional.empty()
                : watch.judge(request.dataset(), history(), counts.measured().summary());
    }
}
