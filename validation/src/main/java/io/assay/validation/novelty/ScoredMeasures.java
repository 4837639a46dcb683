package io.assay.validation.novelty;

import java.util.Arrays;
import java.util.List;

/**
 * All measures of a batch and its history.
 *
 * @param batches the history, then the batch in question
 * @param sizes of each measure how far off the batch in question is
 * @param scores of each batch the largest deviation of all measures
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ScoredMeasures(List<BatchSummary> batches, List<Series> measures, double[] sizes, double[] scores) {

    static ScoredMeasures of(UsualBatches history, BatchSummary batch) {
        List<BatchSummary> all = history.and(batch);
        List<Series> measures = Measures.of(history, batch);
        double[] sizes = new double[measures.size()];
        double[] scores = new double[all.size()];
        for (int measure = 0; measure < sizes.length; measure++) {
            Series series = measures.get(measure);
            double[] own = Deviations.of(series, all);
            for (int i = 0; i < scores.length; i++) {
                double size = series.aspect().onlyMore() ? own[i] : Math.abs(own[i]);
                scores[i] = Math.max(scores[i], size);
            }
            sizes[measure] = series.aspect().onlyMore() ? Math.max(0, own[own.length - 1]) : own[own.length - 1];
        }
        return new ScoredMeasures(all, measures, sizes, scores);
    }

    double score() {
        return scores[scores.length - 1];
    }

    /** Batches whose score is at least as large, the batch itself among them. */
    long asLarge() {
        return Arrays.stream(scores).filter(other -> other >= score()).count();
    }

    /** The largest deviation that is still usual. */
    double cut(AlarmRate rate) {
        double[] others = Arrays.copyOf(scores, scores.length - 1);
        Arrays.sort(others);
        for (int i = others.length - 1; i >= 0; i--) {
            if (!rate.allows(others.length - i + 1L, scores.length)) {
                return others[i];
            }
        }
        return others[0];
    }
}
