package io.assay.jobs.publication;

import io.assay.jobs.warehouse.Session;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.spark.SparkSchemaUtil;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Finds and makes the Iceberg tables of a project. */
public final class DatasetTables {
    /** Many writers may commit to one table at once, each to a branch of its own: patience instead of failure. */
    private static final Map<String, String> PROPERTIES = Map.of(
            "format-version", "2",
            "commit.retry.num-retries", "20",
            "commit.retry.min-wait-ms", "50",
            "commit.retry.max-wait-ms", "2000",
            "write.metadata.delete-after-commit.enabled", "true",
            "write.metadata.previous-versions-max", "20");

    private final Catalog catalog;
    /** Tables that were found; each refreshes itself, which reads its metadata only if they have changed. */
    private final Map<TableIdentifier, Table> found = new ConcurrentHashMap<>();

    public DatasetTables(SparkSession spark) {
        this(Session.iceberg(spark));
    }

    public DatasetTables(Catalog catalog) {
        this.catalog = catalog;
    }

    /** The table, if it exists, as it is now. */
    public Optional<PublishedTable> find(TableIdentifier name) {
        try {
            return Optional.of(new PublishedTable(name.toString(), load(name)));
        } catch (NoSuchTableException e) {
            found.remove(name);
            return Optional.empty();
        }
    }

    private Table load(TableIdentifier name) {
        @Nullable Table known = found.get(name);
        if (known == null) {
            known = catalog.loadTable(name);
            found.put(name, known);
        } else {
            known.refresh();
        }
        return known;
    }

    /** The table, made without rows if it does not exist; an existing one keeps its schema and partitioning. */
    public PublishedTable findOrMake(TableIdentifier name, StructType columns, List<String> partitioning) {
        return find(name).orElseGet(() -> make(name, columns, partitioning, Map.of()));
    }

    /** The same for a table that is partitioned by run, so that a run's rows can be removed completely. */
    public PublishedTable findOrMakeByRun(TableIdentifier name, StructType columns) {
        return find(name)
                .orElseGet(() -> make(name, columns, List.of("run"), Map.of("write.distribution-mode", "none")));
    }

    private PublishedTable make(
            TableIdentifier name, StructType columns, List<String> partitioning, Map<String, String> more) {
        Schema schema = SparkSchemaUtil.convert(columns.asNullable());
        try {
            return new PublishedTable(
                    name.toString(),
                    catalog.buildTable(name, schema)
                            .withPartitionSpec(Partitioning.spec(name.toString(), schema, partitioning))
                            .withProperties(PROPERTIES)
                            .withProperties(more)
                            .create());
        } catch (AlreadyExistsException | CommitFailedException e) { // another process was faster
            return new PublishedTable(name.toString(), catalog.loadTable(name));
        }
    }
}
