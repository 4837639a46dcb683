package io.assay.jobs.publication;

import io.assay.validation.source.PublishedHistory;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** The snapshots of a dataset's table on main. */
public final class TableHistory implements PublishedHistory {
    private final SparkSession spark;
    private final Catalog catalog;
    private final TableIdentifier name;
    private final String table;
    private @Nullable Table loaded;

    /** @param table as Spark names it */
    public TableHistory(SparkSession spark, Catalog catalog, TableIdentifier name, String table) {
        this.spark = spark;
        this.catalog = catalog;
        this.name = name;
        this.table = table;
    }

    @Override
    public OptionalLong snapshot() {
        try {
            Table now = refreshed();
            return now.currentSnapshot() == null
                    ? OptionalLong.empty()
                    : OptionalLong.of(now.currentSnapshot().snapshotId());
        } catch (NoSuchTableException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public Dataset<Row> at(long snapshot) {
        return spark.read().option("snapshot-id", snapshot).table(table);
    }

    @Override
    public Optional<Dataset<Row>> added(long after, long until) {
        Table now = refreshed();
        @Nullable Snapshot snapshot = now.snapshot(until);
        while (snapshot != null && snapshot.snapshotId() != after) {
            if (!DataOperations.APPEND.equals(snapshot.operation()) || snapshot.parentId() == null) {
                return Optional.empty();
            }
            snapshot = now.snapshot(snapshot.parentId()); // null if it was expired
        }
        return snapshot == null
                ? Optional.empty()
                : Optional.of(spark.read()
                        .option("start-snapshot-id", after)
                        .option("end-snapshot-id", until)
                        .table(table));
    }

    private Table refreshed() {
        Table now = loaded;
        if (now == null) {
            now = catalog.loadTable(name);
            loaded = now;
        } else {
            now.refresh();
        }
        return now;
    }
}
