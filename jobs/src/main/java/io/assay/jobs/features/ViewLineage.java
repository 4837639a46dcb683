package io.assay.jobs.features;

import static io.assay.lineage.event.ColumnLineage.Transformation.AGGREGATION;
import static io.assay.lineage.event.ColumnLineage.Transformation.CONDITIONAL;
import static io.assay.lineage.event.ColumnLineage.Transformation.FILTER;
import static io.assay.lineage.event.ColumnLineage.Transformation.IDENTITY;
import static io.assay.lineage.event.ColumnLineage.Transformation.TRANSFORMATION;
import static io.assay.lineage.event.ColumnLineage.Transformation.WINDOW;

import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.FeatureView;
import io.assay.definition.feature.LatestFeature;
import io.assay.definition.feature.LatestView;
import io.assay.definition.feature.Source;
import io.assay.definition.feature.WindowFeature;
import io.assay.definition.feature.WindowView;
import io.assay.jobs.warehouse.Warehouse;
import io.assay.lineage.event.ColumnLineage;
import io.assay.lineage.event.ColumnLineage.Origin;
import io.assay.lineage.event.ColumnLineage.Transformation;
import io.assay.lineage.event.DatasetId;
import io.assay.lineage.event.LineageDataset;
import io.assay.lineage.event.SchemaField;
import io.assay.sql.catalyst.ColumnReferences;
import io.assay.warehouse.WarehouseLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A view's feature table as lineage reports it: its schema, and which columns of the dataset its columns come from. */
public final class ViewLineage {
    private ViewLineage() {}

    /** The view's table, with its keys and features as columns. */
    public static LineageDataset table(Warehouse warehouse, FeatureView view, Map<String, FeatureType> types) {
        List<SchemaField> fields = new ArrayList<>();
        view.joinKeys().forEach((key, type) -> fields.add(SchemaField.of(key, type.word())));
        types.forEach((feature, type) -> fields.add(SchemaField.of(feature, type.word())));
        return LineageDataset.table(
                        warehouse.layout().view(view.name()),
                        warehouse.root(),
                        WarehouseLayout.FEATURES + "." + view.name())
                .withSchema(fields);
    }

    /** Which state of the table: the definition's version and the log's commit. */
    public static String version(FeatureView view, long tableVersion) {
        return view.version() + "@" + tableVersion;
    }

    /** Where the table's columns come from, by the definition. */
    public static ColumnLineage columns(FeatureView view, DatasetId dataset) {
        Source source = view.source();
        ColumnLineage.Builder columns = ColumnLineage.builder();
        view.joinKeys().keySet().forEach(key -> {
            String sql = source.keys().getOrDefault(key, key);
            origins(dataset, sql, direct(sql)).forEach(origin -> columns.column(key, origin));
        });
        source.where().ifPresent(sql -> origins(dataset, sql, FILTER).forEach(columns::rows));
        List<String> times = new ArrayList<>(List.of(source.eventTime()));
        source.available().ifPresent(times::add);
        times.forEach(sql -> origins(dataset, sql, WINDOW).forEach(columns::rows));
        view.match(new FeatureView.Cases<Void>() {
            @Override
            public Void window(WindowView window) {
                window.window().forEach(feature -> add(columns, dataset, feature));
                return null;
            }

            @Override
            public Void latest(LatestView latest) {
                latest.latest().forEach(feature -> add(columns, dataset, feature));
                return null;
            }
        });
        return columns.build();
    }

    private static void add(ColumnLineage.Builder columns, DatasetId dataset, WindowFeature feature) {
        feature.of()
                .ifPresent(sql ->
                        origins(dataset, sql, AGGREGATION).forEach(origin -> columns.column(feature.name(), origin)));
        feature.where()
                .ifPresent(sql ->
                        origins(dataset, sql, CONDITIONAL).forEach(origin -> columns.column(feature.name(), origin)));
    }

    private static void add(ColumnLineage.Builder columns, DatasetId dataset, LatestFeature feature) {
        origins(dataset, feature.of(), direct(feature.of())).forEach(origin -> columns.column(feature.name(), origin));
    }

    private static Transformation direct(String sql) {
        return ColumnReferences.in(sql).contains(sql.strip()) ? IDENTITY : TRANSFORMATION;
    }

    private static List<Origin> origins(DatasetId dataset, String sql, Transformation how) {
        Optional<String> expression = how == IDENTITY ? Optional.empty() : Optional.of(sql);
        return ColumnReferences.in(sql).stream()
                .map(column -> new Origin(dataset, column, how, expression))
                .toList();
    }
}
