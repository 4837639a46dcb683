package io.assay.jobs.features;

import io.assay.definition.contract.DatasetName;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.warehouse.IcebergTables;
import io.assay.jobs.warehouse.Warehouse;
import io.assay.lineage.event.LineageDataset;
import io.assay.lineage.event.SchemaField;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.NoSuchTableException;

/** A published dataset as lineage tells it: where it is, and its columns. */
public final class DatasetLineage {
    private DatasetLineage() {}

    public static LineageDataset of(JobContext context, DatasetName dataset) {
        String name = Warehouse.DATASETS + "." + dataset;
        String root = context.warehouse().root();
        try {
            Table table = context.iceberg().loadTable(IcebergTables.dataset(dataset));
            return LineageDataset.table(table.location(), root, name)
                    .withSchema(table.schema().columns().stream()
                            .map(column ->
                                    SchemaField.of(column.name(), column.type().toString()))
                            .toList());
        } catch (NoSuchTableException e) {
            return LineageDataset.table(root + "/" + Warehouse.DATASETS + "/" + dataset, root, name);
        }
    }
}
