package io.assay.jobs.warehouse;

import io.assay.definition.contract.DatasetName;
import io.assay.warehouse.WarehouseLayout;
import io.assay.warehouse.quarantine.QuarantineEventColumns;
import org.apache.iceberg.catalog.TableIdentifier;

/** Names of the Iceberg tables. */
public final class IcebergTables {
    private IcebergTables() {}

    public static TableIdentifier dataset(DatasetName dataset) {
        return TableIdentifier.of(WarehouseLayout.DATASETS, dataset.value());
    }

    public static TableIdentifier quarantine(DatasetName dataset) {
        return TableIdentifier.of(WarehouseLayout.QUARANTINE, dataset.value());
    }

    /** The keys that rows of an {@code upsert} dataset deleted. */
    public static TableIdentifier deleted(DatasetName dataset) {
        return TableIdentifier.of(WarehouseLayout.DELETED, dataset.value());
    }

    public static TableIdentifier quarantineEvents() {
        return TableIdentifier.of(WarehouseLayout.QUARANTINE, QuarantineEventColumns.TABLE);
    }
}
