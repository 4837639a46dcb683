package io.assay.validation.metric;

import java.time.Instant;

/** The times that the oldest and the newest of some rows have in one column. */
public record TimeRange(Instant oldest, Instant newest) {}
