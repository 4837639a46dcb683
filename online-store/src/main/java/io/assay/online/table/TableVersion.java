package io.assay.online.table;

import java.time.Instant;

/**
 * A version of a Delta table.
 *
 * @param table the table's own id: another table at the same path has another one
 * @param committed when it was written
 */
public record TableVersion(String table, long number, Instant committed) {}
