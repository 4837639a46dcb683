package io.assay.jobs.novelty;

import io.assay.validation.metric.MeasurePlan;
import io.assay.validation.novelty.UsualBatches;
import java.util.List;

/**
 * What is known of a dataset's batches.
 *
 * @param usual those that teach, the oldest first
 * @param plan how the newest batch said the next one is to be measured
 * @param compared batches of the window that were compared with the history
 * @param alarms those of them that were called unusual
 */
public record NoveltyHistory(UsualBatches usual, MeasurePlan plan, int compared, int alarms) {
    /** Batches that are looked back at. */
    public static final int WINDOW = 90;

    static final String TIME = "time";
    static final String STATUS = "status";
    static final String SCORE = "score";
    static final String CUT = "cut";

    static NoveltyHistory none() {
        return new NoveltyHistory(UsualBatches.of(List.of()), MeasurePlan.none(), 0, 0);
    }
}
