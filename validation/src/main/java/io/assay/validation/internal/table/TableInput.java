package io.assay.validation.internal.table;

import io.assay.validation.source.SourceTable;
import java.util.Optional;

/**
 * A table of Delta or Iceberg at the version that is read.
 *
 * @param iceberg empty for Delta
 */
public record TableInput(SourceTable source, Optional<IcebergInput> iceberg) {
    static TableInput delta(String path, Optional<String> version) {
        return new TableInput(new SourceTable(path, "delta", version), Optional.empty());
    }

    static TableInput iceberg(String path, IcebergInput table) {
        return new TableInput(
                new SourceTable(path, "iceberg", table.snapshot().map(id -> "snapshot-id=" + id)), Optional.of(table));
    }
}
