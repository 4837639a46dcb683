package io.assay.jobs.gate;

import io.assay.definition.contract.DatasetName;
import io.assay.jobs.publication.BaseSnapshot;
import io.assay.jobs.publication.DatasetTables;
import io.assay.jobs.publication.PublishedTable;
import io.assay.jobs.warehouse.IcebergTables;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The datasets that foreign keys point to, each as one snapshot: what is published meanwhile does not count. */
final class ForeignKeyTargets {
    private final Map<DatasetName, Dataset<Row>> rows = new LinkedHashMap<>();
    private final Map<PublishedTable, Long> snapshots = new LinkedHashMap<>();

    private ForeignKeyTargets() {}

    static ForeignKeyTargets now(SparkSession spark, DatasetTables tables, Set<DatasetName> names) {
        ForeignKeyTargets targets = new ForeignKeyTargets();
        for (DatasetName name : names) {
            tables.find(IcebergTables.dataset(name)).ifPresent(table -> {
                BaseSnapshot base = table.base();
                at(spark, table, base).ifPresent(there -> targets.rows.put(name, there));
                if (base.snapshot() != null) {
                    targets.snapshots.put(table, base.snapshot());
                }
            });
        }
        return targets;
    }

    /** A table's rows as they were then; empty before its first publication. */
    static Optional<Dataset<Row>> at(SparkSession spark, PublishedTable table, BaseSnapshot base) {
        return base.snapshot() == null
                ? Optional.empty()
                : Optional.of(
                        spark.read().option("snapshot-id", base.snapshot()).table(table.name()));
    }

    Map<DatasetName, Dataset<Row>> rows() {
        return rows;
    }

    /** What was read, and which snapshot of it. */
    Map<PublishedTable, Long> snapshots() {
        return snapshots;
    }
}
