package io.assay.jobs.warehouse;

import io.assay.definition.contract.DatasetName;
import io.assay.warehouse.WarehouseLayout;
import io.assay.warehouse.quarantine.QuarantineEventColumns;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.spark.source.HasIcebergCatalog;
import org.apache.spark.sql.SparkSession;

/** Iceberg's own API to the tables of a session: branches, snapshots and their summaries. */
public final class IcebergTables {
    private IcebergTables() {}

    /** The catalog beneath Spark's catalog {@code assay}; tables are loaded anew each time, never cached. */
    public static Catalog catalog(SparkSession spark) {
        return ((HasIcebergCatalog) spark.sessionState().catalogManager().catalog(Warehouse.CATALOG)).icebergCatalog();
    }

    public static TableIdentifier dataset(DatasetName dataset) {
        return TableIdentifier.of(WarehouseLayout.DATASETS, dataset.value());
    }

    public static TableIdentifier quarantine(DatasetName dataset) {
        return TableIdentifier.of(WarehouseLayout.QUARANTINE, dataset.value());
    }

    public static TableIdentifier quarantineEvents() {
        return TableIdentifier.of(WarehouseLayout.QUARANTINE, QuarantineEventColumns.TABLE);
    }
}
