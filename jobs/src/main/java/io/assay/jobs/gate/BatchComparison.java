package io.assay.jobs.gate;

import io.assay.jobs.novelty.BatchNovelty;
import io.assay.jobs.novelty.NoveltyHistory;
import io.assay.jobs.novelty.NoveltyWatch;
import io.assay.jobs.run.SideWork;
import io.assay.validation.ScanCounts;
import io.assay.validation.metric.MeasurePlan;
import java.time.Instant;
import java.util.Optional;

/** A batch beside its dataset's history, which is read while the batch's own plan is made. */
final class BatchComparison implements AutoCloseable {
    private final NoveltyWatch watch;
    private final BatchRequest request;
    private final SideWork<NoveltyHistory> reading;

    private BatchComparison(NoveltyWatch watch, BatchRequest request, SideWork<NoveltyHistory> reading) {
        this.watch = watch;
        this.request = request;
        this.reading = reading;
    }

    static BatchComparison start(NoveltyWatch watch, BatchRequest request, Instant now) {
        String dataset = request.dataset().name().value();
        return new BatchComparison(
                watch, request, SideWork.start("history of " + dataset, () -> watch.history(dataset, now)));
    }

    MeasurePlan plan() {
        return reading.result().plan();
    }

    /** The verdict on what was counted; none of a replay, whose rows are no usual batch. */
    Optional<BatchNovelty> judge(ScanCounts counts) {
        return request.replayed().isPresent()
                ? Optional.empty()
                : watch.judge(
                        request.dataset(), reading.result(), counts.measured().summary());
    }

    /** Waits for the end of the reading, also where the batch has failed before its plan. */
    @Override
    public void close() {
        reading.close();
    }
}
