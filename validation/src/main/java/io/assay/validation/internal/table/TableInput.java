package io.assay.validation.internal.table;

import io.assay.validation.source.SourceTable;
import java.util.Optional;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A table of Delta or Iceberg at the version that is read.
 *
 * @param iceberg empty for Delta
 */
public record TableInput(SourceTable source, Optional<IcebergInput> iceberg) {
    static TableInput delta(String path, Optional<String> version) {
        return new TableInput(new SourceTable(path, "delta", version), Optional.empty());
    }

    /** Its rows, without their places. */
    public Dataset<Row> rows(SparkSession spark) {
        return iceberg.map(table -> table.rows(spark)).orElseGet(() -> {
            DataFrameReader reader = spark.read().format(source.format());
            source.version().ifPresent(option -> {
                int cut = option.indexOf('=');
                reader.option(option.substring(0, cut), option.substring(cut + 1));
            });
            return reader.load(source.path());
        });
    }

    static TableInput iceberg(String path, IcebergInput table) {
        return new TableInput(
                new SourceTable(path, "iceberg", table.snapshot().map(id -> "snapshot-id=" + id)), Optional.of(table));
    }
}
