package io.assay.jobs.features;

import io.assay.features.join.WantedFeature;
import io.assay.jobs.cli.JobContext;
import io.assay.lineage.event.ColumnLineage;
import io.assay.lineage.event.ColumnLineage.Origin;
import io.assay.lineage.event.ColumnLineage.Transformation;
import io.assay.lineage.event.DatasetId;
import io.assay.lineage.event.LineageDataset;
import io.assay.lineage.event.SchemaField;
import io.assay.lineage.event.Statistics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A training set as lineage tells it: each feature column comes from its view's table, found by key and time. */
public final class TrainingSetLineage {
    private TrainingSetLineage() {}

    /** {@code place} with schema, statistics and the features' origins. */
    public static LineageDataset output(
            JobContext context,
            LineageDataset place,
            StructType schema,
            List<WantedFeature> wanted,
            ServiceLogs logs,
            long rows) {
        Map<String, DatasetId> tables = new HashMap<>();
        ColumnLineage.Builder columns = ColumnLineage.builder();
        for (ServiceLogs.Pinned pinned : logs.views()) {
            DatasetId table = ViewLineage.table(context.warehouse(), pinned.view(), pinned.types())
                    .id();
            tables.put(pinned.view().name().value(), table);
            pinned.view().joinKeys().keySet().forEach(key -> columns.whole(Origin.of(table, key, Transformation.JOIN)));
        }
        for (WantedFeature feature : wanted) {
            DatasetId table = tables.get(feature.view().value());
            if (table != null) {
                columns.column(feature.column(), Origin.of(table, feature.feature(), Transformation.IDENTITY));
            }
        }
        List<SchemaField> fields = new ArrayList<>();
        for (StructField field : schema.fields()) {
            fields.add(SchemaField.of(field.name(), field.dataType().simpleString()));
        }
        return place.withSchema(fields).withStatistics(Statistics.ofRows(rows)).withColumns(columns.build());
    }
}
