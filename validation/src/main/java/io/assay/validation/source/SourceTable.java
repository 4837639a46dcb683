package io.assay.validation.source;

import java.util.Optional;

/**
 * A table of Delta or Iceberg that a batch is read from.
 *
 * @param path of the table, or its name
 * @param version the one that was asked for, as Spark's readers take it ({@code snapshot-id=5}); empty for the newest
 */
public record SourceTable(String path, String format, Optional<String> version) {}
