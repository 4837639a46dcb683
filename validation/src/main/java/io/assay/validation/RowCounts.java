package io.assay.validation;

/**
 * What was decided about the rows read. {@code read = passed + quarantined + dropped}; {@code passed} are the rows that
 * no rule keeps back, whether or not the batch is published; {@code warned} are those of them that break a rule whose
 * action is {@code warn}. Rows that break a {@code fail} rule count as quarantined.
 */
public record RowCounts(long read, long passed, long quarantined, long dropped, long warned) {}
