package io.assay.jobs.features;

import io.assay.definition.contract.DatasetName;
import io.assay.jobs.run.RunEnvironment;
import io.assay.jobs.warehouse.IcebergTables;
import io.assay.lineage.event.LineageDataset;
import io.assay.lineage.event.SchemaField;
import io.assay.warehouse.WarehouseLayout;
import java.util.Arrays;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.spark.SparkSchemaUtil;

/** A published dataset as lineage reports it: where it is, and its columns without ours. */
public final class DatasetLineage {
    private DatasetLineage() {}

    /** The same as it is now. */
    public static LineageDataset now(RunEnvironment environment, DatasetName dataset) {
        LineageDataset there = of(environment, dataset);
        return snapshot(environment, dataset)
                .map(snapshot -> there.withVersion(Long.toString(snapshot)))
                .orElse(there);
    }

    /** The head of its main branch; empty before the first publication. */
    public static Optional<Long> snapshot(RunEnvironment environment, DatasetName dataset) {
        return Optional.ofNullable(environment
                        .iceberg()
                        .loadTable(IcebergTables.dataset(dataset))
                        .currentSnapshot())
                .map(Snapshot::snapshotId);
    }

    public static LineageDataset of(RunEnvironment environment, DatasetName dataset) {
        String name = WarehouseLayout.DATASETS + "." + dataset;
        String root = environment.warehouse().root();
        try {
            Table table = environment.iceberg().loadTable(IcebergTables.dataset(dataset));
            return LineageDataset.table(table.location(), root, name)
                    .withSchema(Arrays.stream(
                                    SparkSchemaUtil.convert(table.schema()).fields())
                            .filter(field -> !field.name().startsWith("_"))
                            .map(field -> SchemaField.of(
                                    field.name(), field.dataType().simpleString()))
                            .toList());
        } catch (NoSuchTableException e) {
            return LineageDataset.table(root + "/" + WarehouseLayout.DATASETS + "/" + dataset, root, name);
        }
    }
}
