package io.assay.jobs.features;

import io.assay.features.join.RequestedFeature;
import io.assay.jobs.run.RunEnvironment;
import io.assay.lineage.event.ColumnLineage;
import io.assay.lineage.event.ColumnLineage.Origin;
import io.assay.lineage.event.ColumnLineage.Transformation;
import io.assay.lineage.event.DatasetId;
import io.assay.lineage.event.LineageDataset;
import io.assay.lineage.event.SchemaField;
import io.assay.lineage.event.Statistics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A training set as lineage reports it: each feature column comes from its view's table, found by key and time.
 *
 * @param labels where all other columns come from under their own names, if they do
 */
public record TrainingSetLineage(
        RunEnvironment environment, ServiceLogs logs, List<RequestedFeature> wanted, Optional<DatasetId> labels) {
    public TrainingSetLineage {
        wanted = List.copyOf(wanted);
    }

    /** {@code place} with schema, statistics and the columns' origins. */
    public LineageDataset output(LineageDataset place, StructType schema, long rows) {
        List<SchemaField> fields = new ArrayList<>();
        for (StructField field : schema.fields()) {
            fields.add(SchemaField.of(field.name(), field.dataType().simpleString()));
        }
        return place.withSchema(fields).withStatistics(Statistics.ofRows(rows)).withColumns(columns(fields));
    }

    private ColumnLineage columns(List<SchemaField> fields) {
        Map<String, DatasetId> tables = new HashMap<>();
        ColumnLineage.Builder columns = ColumnLineage.builder();
        for (ServiceLogs.Pinned pinned : logs.views()) {
            DatasetId table = ViewLineage.table(environment.warehouse(), pinned.view(), pinned.types())
                    .id();
            tables.put(pinned.view().name().value(), table);
            pinned.view().joinKeys().keySet().forEach(key -> columns.rows(Origin.of(table, key, Transformation.JOIN)));
        }
        Set<String> others = new LinkedHashSet<>();
        fields.forEach(field -> others.add(field.name()));
        for (RequestedFeature feature : wanted) {
            others.remove(feature.column());
            DatasetId table = tables.get(feature.view().value());
            if (table != null) {
                columns.column(feature.column(), Origin.of(table, feature.feature(), Transformation.IDENTITY));
            }
        }
        labels.ifPresent(from ->
                others.forEach(column -> columns.column(column, Origin.of(from, column, Transformation.IDENTITY))));
        return columns.build();
    }
}
