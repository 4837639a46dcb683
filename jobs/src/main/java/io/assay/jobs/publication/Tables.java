package io.assay.jobs.publication;

import io.assay.jobs.warehouse.Warehouse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.spark.SparkSchemaUtil;
import org.apache.iceberg.spark.source.HasIcebergCatalog;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Finds and makes the Iceberg tables of a project. */
public final class Tables {
    /** Many writers may commit to one table at once, each to a branch of its own: patience instead of failure. */
    private static final Map<String, String> PROPERTIES = Map.of(
            "format-version", "2",
            "commit.retry.num-retries", "20",
            "commit.retry.min-wait-ms", "50",
            "commit.retry.max-wait-ms", "2000",
            "write.metadata.delete-after-commit.enabled", "true",
            "write.metadata.previous-versions-max", "20");

    private final Catalog catalog;

    public Tables(SparkSession spark) {
        catalog = ((HasIcebergCatalog) spark.sessionState().catalogManager().catalog(Warehouse.CATALOG))
                .icebergCatalog();
    }

    /** The table, if it exists. */
    public Optional<PublishedTable> find(String namespace, String name) {
        try {
            Table table = catalog.loadTable(TableIdentifier.of(namespace, name));
            return Optional.of(new PublishedTable(namespace + "." + name, table));
        } catch (NoSuchTableException e) {
            return Optional.empty();
        }
    }

    /** The table, made without rows if it does not exist; an existing one keeps its schema and partitioning. */
    public PublishedTable findOrMake(String namespace, String name, StructType columns, List<String> partitioning) {
        return find(namespace, name).orElseGet(() -> make(namespace, name, columns, partitioning));
    }

    private PublishedTable make(String namespace, String name, StructType columns, List<String> partitioning) {
        String full = namespace + "." + name;
        Schema schema = SparkSchemaUtil.convert(columns.asNullable());
        TableIdentifier identifier = TableIdentifier.of(namespace, name);
        try {
            return new PublishedTable(
                    full,
                    catalog.buildTable(identifier, schema)
                            .withPartitionSpec(Partitioning.spec(full, schema, partitioning))
                            .withProperties(PROPERTIES)
                            .create());
        } catch (AlreadyExistsException e) { // another process was quicker
            return new PublishedTable(full, catalog.loadTable(identifier));
        }
    }
}
