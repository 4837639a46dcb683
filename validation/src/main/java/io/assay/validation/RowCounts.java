package io.assay.validation;

/**
 * What became of the rows read. {@code read = published + quarantined + dropped}; {@code warned} are published rows
 * that break a rule whose action is {@code warn}. Rows that break a {@code fail} rule count as quarantined.
 */
public record RowCounts(long read, long published, long quarantined, long dropped, long warned) {}
