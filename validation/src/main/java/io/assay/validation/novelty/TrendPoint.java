package io.assay.validation.novelty;

import java.time.Instant;

/**
 * One measure of one batch.
 *
 * @param time what the batch is about or, where that is not known, when it came
 */
public record TrendPoint(Instant time, double value) {}
