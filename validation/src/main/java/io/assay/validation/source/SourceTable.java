package io.assay.validation.source;

import java.util.Optional;

/**
 * A table of Delta or Iceberg that a batch is read from.
 *
 * @param path of the table, or its name
 * @param version the one that is read, as Spark's readers take it ({@code snapshot-id=5}); empty for Delta's newest,
 *     and for a table of Iceberg that never had rows
 */
public record SourceTable(String path, String format, Optional<String> version) {}
