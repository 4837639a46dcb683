package io.assay.jobs.publication;

import java.time.Instant;

/**
 * What readers of a table see.
 *
 * @param rows all rows of the table
 * @param sequence order of the publication at the head; 0 if it was not published by a run
 */
public record TableHead(long snapshot, Instant at, long rows, long sequence) {}
