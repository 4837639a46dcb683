package io.assay.definition.project;

import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.ContractColumn;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.DatasetName;
import io.assay.definition.feature.Aggregate;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.FeatureView;
import io.assay.definition.feature.LatestView;
import io.assay.definition.feature.Source;
import io.assay.definition.feature.WindowFeature;
import io.assay.definition.feature.WindowView;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import io.assay.definition.internal.document.SpellingSuggestion;
import io.assay.definition.internal.sql.SqlChecker;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks a view against the dataset it reads. */
final class ViewCheck {
    private static final Set<Aggregate> NUMERIC =
            EnumSet.of(Aggregate.SUM, Aggregate.MEAN, Aggregate.VARIANCE, Aggregate.STDDEV);
    private final Map<DatasetName, DatasetContract> datasets;
    private final Set<DatasetName> unsure;
    private final FaultCollector faults;

    /** {@code unsure}: the datasets whose contracts have faults, so that the types of their columns are not known. */
    ViewCheck(Map<DatasetName, DatasetContract> datasets, Set<DatasetName> unsure, FaultCollector faults) {
        this.datasets = datasets;
        this.unsure = unsure;
        this.faults = faults;
    }

    void check(FeatureView view, DocumentNode document) {
        Source source = view.source();
        if (!named(source.dataset(), FaultLocation.of(document, "source", "dataset"))) {
            return; // already reported by the reader
        }
        Optional<DatasetContract> dataset = Optional.ofNullable(datasets.get(source.dataset()));
        if (dataset.isEmpty()) {
            faults.add(
                    FaultLocation.of(document, "source", "dataset"),
                    "there is no dataset '%s'".formatted(source.dataset()),
                    SpellingSuggestion.nearest(
                                    source.dataset().value(),
                                    datasets.keySet().stream()
                                            .map(DatasetName::value)
                                            .toList())
                            .map("did you mean '%s'?"::formatted)
                            .orElse("add its contract under contracts/"));
            return;
        }
        if (unsure.contains(source.dataset()) && dataset.get().columns().isEmpty()) {
            return; // what it has could not be read
        }
        List<String> columns =
                dataset.get().columns().stream().map(ContractColumn::name).toList();
        if (!source.eventTime().isEmpty()) { // else already reported by the reader
            time(source.eventTime(), dataset.get(), columns, "event_time", document);
        }
        source.available().ifPresent(sql -> time(sql, dataset.get(), columns, "available", document));
        source.where()
                .ifPresent(sql -> SqlChecker.expression(
                        sql, columns, "where", FaultLocation.of(document, "source", "where"), faults));
        source.keys().forEach((key, sql) -> key(key, sql, view, dataset.get(), columns, document));
        view.match(new Features(columns, dataset.get(), document));
    }

    private static boolean named(DatasetName name, DocumentNode written) {
        return written instanceof DocumentNode.Scalar scalar && scalar.text().equals(name.value());
    }

    private void time(String sql, DatasetContract dataset, List<String> columns, String noun, DocumentNode document) {
        DocumentNode place = FaultLocation.of(document, "source", noun);
        SqlChecker.expression(sql, columns, noun, place, faults);
        typed(dataset, sql).ifPresent(column -> {
            if (!(column.type() instanceof ColumnType.Timestamp) && !(column.type() instanceof ColumnType.Date)) {
                faults.add(
                        place,
                        "%s is '%s', which is %s"
                                .formatted(noun, sql, column.type().stored()),
                        "name a timestamp, or write an expression that gives one");
            }
        });
    }

    private Optional<ContractColumn> typed(DatasetContract dataset, String sql) {
        return unsure.contains(dataset.name()) ? Optional.empty() : dataset.column(sql);
    }

    private void key(
            String key,
            String sql,
            FeatureView view,
            DatasetContract dataset,
            List<String> columns,
            DocumentNode document) {
        DocumentNode place = FaultLocation.of(document, "source", "keys", key);
        SqlChecker.expression(sql, columns, "join key '%s'".formatted(key), place, faults);
        FeatureType type = view.joinKeys().get(key);
        typed(dataset, sql).ifPresent(column -> {
            if (type != null && !castable(column.type(), type.scalar())) {
                faults.add(
                        place,
                        "the join key '%s' is %s, the column '%s' is %s"
                                .formatted(key, type.word(), sql, column.type().stored()),
                        "change the entity's type, or cast: keys: {%s: CAST(%s AS ...)}".formatted(key, sql));
            }
        });
    }

    /** Whether every value of the column maps to a different key of that type. */
    private static boolean castable(ColumnType column, FeatureType.Scalar key) {
        boolean simple = !(column instanceof ColumnType.Struct) && !(column instanceof ColumnType.Array);
        return switch (key) {
            case STRING -> simple && !(column instanceof ColumnType.Bytes);
            case LONG -> column instanceof ColumnType.IntegerType;
            case INT -> column instanceof ColumnType.IntegerType integer && integer.bits() <= 32;
            case BOOLEAN -> column instanceof ColumnType.Bool;
            case TIMESTAMP -> column instanceof ColumnType.Timestamp || column instanceof ColumnType.Date;
            case FLOAT, DOUBLE, DECIMAL, BYTES -> true;
        };
    }

    /** The expressions of the features. */
    private final class Features implements FeatureView.Cases<Boolean> {
        private final List<String> columns;
        private final DatasetContract dataset;
        private final DocumentNode document;

        private Features(List<String> columns, DatasetContract dataset, DocumentNode document) {
            this.columns = columns;
            this.dataset = dataset;
            this.document = document;
        }

        @Override
        public Boolean window(WindowView view) {
            for (int i = 0; i < view.window().size(); i++) {
                WindowFeature feature = view.window().get(i);
                DocumentNode place = FaultLocation.item(document, "window", feature.name());
                feature.of().ifPresent(sql -> {
                    SqlChecker.expression(sql, columns, "'of'", FaultLocation.of(place, "of"), faults);
                    numeric(feature, sql, FaultLocation.of(place, "of"));
                });
                feature.where()
                        .ifPresent(sql -> SqlChecker.expression(
                                sql, columns, "'where'", FaultLocation.of(place, "where"), faults));
            }
            return true;
        }

        private void numeric(WindowFeature feature, String sql, DocumentNode place) {
            typed(dataset, sql)
                    .filter(column -> NUMERIC.contains(feature.aggregate()) && !number(column.type()))
                    .ifPresent(column -> faults.add(
                            place,
                            "%s of '%s', which is %s"
                                    .formatted(
                                            feature.aggregate().word(),
                                            sql,
                                            column.type().stored()),
                            "name a column of numbers"));
        }

        private static boolean number(ColumnType type) {
            return type instanceof ColumnType.IntegerType
                    || type instanceof ColumnType.FloatingPointType
                    || type instanceof ColumnType.Decimal;
        }

        @Override
        public Boolean latest(LatestView view) {
            view.latest().forEach(feature -> {
                DocumentNode item = FaultLocation.item(document, "latest", feature.name());
                SqlChecker.expression(
                        feature.of(),
                        columns,
                        "feature '%s'".formatted(feature.name()),
                        FaultLocation.of(item, "of"),
                        faults);
            });
            return true;
        }
    }
}
