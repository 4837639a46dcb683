package io.assay.features.join;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.assay.definition.Fault;
import io.assay.definition.InvalidDefinitionException;
import io.assay.definition.feature.FeatureType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Labels with the features as they were known at each label's time.
 *
 * <p>In: label rows with {@code event_timestamp}, the join keys and any other columns. Out: {@link #INDEX}, the columns
 * in, unchanged, then the features in the requested order: exactly one row for each row in, {@link #INDEX} growing in
 * their order. A key with a part that is null or not of its entity's type, and a null time, give nulls; a key never
 * seen has empty windows (counts are 0). {@code default:} takes the place of null, but for a key that is not of its
 * entity's type.
 *
 * <p>{@code span} holds all the labels' times; features of labels outside it are not to be relied on.
 *
 * <p>Costs one shuffle and one sort for each set of join keys, however many views have it. No action.
 */
public record TrainingSet(List<RequestedFeature> features, List<ViewLog> logs, LabelTimeRange span)
        implements UnaryOperator<Dataset<Row>> {
    /** Place of the label row: sort by it for the order in which they came. */
    public static final String INDEX = LabelRows.INDEX;

    public static final String EVENT_TIMESTAMP = LabelRows.EVENT_TIMESTAMP;

    public TrainingSet {
        features = List.copyOf(features);
        logs = List.copyOf(logs);
    }

    /** @throws InvalidDefinitionException if the labels lack a key or the time, or have a column named as a feature */
    @Override
    public Dataset<Row> apply(Dataset<Row> labels) {
        check(labels);
        Dataset<Row> rows = new LabelRows(LabelTime.of(labels.schema())).apply(labels);
        StructType schema = labels.schema();
        for (Map.Entry<Map<String, FeatureType>, List<AsOfInput>> entity : byKeys().entrySet()) {
            rows = new EntityJoin(
                            entity.getKey(),
                            (key, type) ->
                                    LabelKeys.part(LabelRows.original(LabelKeys.field(schema, key)), schema, key, type),
                            entity.getValue())
                    .apply(rows);
        }
        List<Column> columns = new ArrayList<>();
        columns.add(col(LabelRows.INDEX));
        for (StructField field : schema.fields()) {
            columns.add(LabelRows.original(field));
        }
        features.forEach(feature -> columns.add(value(feature, schema)));
        return rows.select(columns.toArray(Column[]::new));
    }

    private Column value(RequestedFeature feature, StructType labels) {
        Column value = col(LabelRows.ROW).getField(feature.column());
        return logs.stream()
                .filter(log -> log.view().name().equals(feature.view()))
                .findFirst()
                .flatMap(log -> log.fallback(feature.feature())
                        .map(fallback -> when(not(malformed(log, labels)), coalesce(value, fallback))))
                .orElse(value)
                .as(feature.column());
    }

    /** Whether the row's key in a view is not of its entity's type: then it has no values, not even defaults. */
    private static Column malformed(ViewLog log, StructType labels) {
        Column malformed = lit(false);
        for (Map.Entry<String, FeatureType> key : log.view().joinKeys().entrySet()) {
            Column given = LabelRows.original(LabelKeys.field(labels, key.getKey()));
            Column read = LabelKeys.part(given, labels, key.getKey(), key.getValue());
            malformed = malformed.or(given.isNotNull().and(read.isNull()));
        }
        return malformed;
    }

    /** One list of views for each set of join keys. */
    private Map<Map<String, FeatureType>, List<AsOfInput>> byKeys() {
        Map<Map<String, FeatureType>, List<AsOfInput>> entities = new LinkedHashMap<>();
        for (ViewLog log : logs) {
            List<RequestedFeature> wanted = features.stream()
                    .filter(feature -> feature.view().equals(log.view().name()))
                    .toList();
            if (!wanted.isEmpty()) {
                entities.computeIfAbsent(log.view().joinKeys(), keys -> new ArrayList<>())
                        .add(AsOfInput.of(log, wanted, span));
            }
        }
        return entities;
    }

    private void check(Dataset<Row> labels) {
        Set<String> columns = Arrays.stream(labels.columns())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<Fault> faults = new ArrayList<>();
        if (!columns.contains(EVENT_TIMESTAMP)) {
            faults.add(new Fault(
                    "",
                    0,
                    "labels",
                    "there is no column event_timestamp among " + columns,
                    "add it: the time as of which each row's features are wanted"));
        }
        for (ViewLog log : logs) {
            for (String key : log.view().joinKeys().keySet()) {
                if (!columns.contains(key)) {
                    faults.add(new Fault(
                            "",
                            0,
                            "labels",
                            "there is no column %s among %s, the join key of view %s"
                                    .formatted(key, columns, log.view().name()),
                            "add it, or rename the column that holds it"));
                }
            }
        }
        Set<String> distinct = new LinkedHashSet<>();
        for (String name : labels.columns()) {
            if (!distinct.add(name.toLowerCase(Locale.ROOT))) {
                faults.add(new Fault(
                        "",
                        0,
                        "labels",
                        "there are two columns named %s (upper and lower case count as the same)".formatted(name),
                        "rename one of them"));
            }
        }
        if (columns.contains(LabelRows.INDEX)) {
            faults.add(new Fault(
                    "", 0, "labels", "a column cannot be named %s".formatted(LabelRows.INDEX), "rename the column"));
        }
        Set<String> names = new LinkedHashSet<>();
        for (RequestedFeature feature : features) {
            if (!names.add(feature.column())) {
                faults.add(new Fault(
                        "",
                        0,
                        "features",
                        "two of them are named %s".formatted(feature.column()),
                        "use --full-feature-names, or rename one of them"));
            }
            if (columns.contains(feature.column())) {
                faults.add(new Fault(
                        "",
                        0,
                        "labels",
                        "column %s has the name of a feature of view %s".formatted(feature.column(), feature.view()),
                        "rename the column, or use --full-feature-names"));
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidDefinitionException(faults.stream().distinct().toList());
        }
    }
}
