package io.assay.jobs.publication;

import java.time.Instant;

/**
 * A run whose process died.
 *
 * @param token of its lease
 * @param started when it began
 */
public record DeadRun(String run, String token, Instant started) {}
