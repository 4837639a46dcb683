package io.assay.online.table;

import java.time.Instant;

/** A version of a Delta table, and when it was committed. */
public record TableVersion(long number, Instant committed) {}
