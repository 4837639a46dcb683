package io.assay.features.join;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;

import io.assay.definition.feature.FeatureType;
import io.assay.features.log.SparkTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Adds the features of all views on one entity (or the same entities together) to label rows.
 *
 * <p>In and out: {@link LabelRows#INDEX}, {@link LabelRows#AT}, {@link LabelRows#ROW}; out adds a column for each
 * feature column of {@code views} to the row. One shuffle by key, one sort; no action.
 *
 * @param keys join keys and their types, in order
 * @param key the part of a label's key, in its entity's type
 */
record EntityJoin(Map<String, FeatureType> keys, BiFunction<String, FeatureType, Column> key, List<AsOfInput> views)
        implements UnaryOperator<Dataset<Row>> {
    /** Labels whose key has a null part are spread over this many places, since they match no log row. */
    private static final int PLACES = 1024;

    private static final String ORDER = "__order";
    private static final String VIEW = "__view";

    @Override
    public Dataset<Row> apply(Dataset<Row> labels) {
        Dataset<Row> rows = labelRows(labels);
        for (int i = 0; i < views.size(); i++) {
            rows = rows.unionByName(logRows(i), /* allowMissingColumns */ true);
        }
        Column[] parts = keys.keySet().stream().map(EntityJoin::part).toArray(Column[]::new);
        List<Column> places = new ArrayList<>(List.of(parts));
        places.add(when(complete(parts), lit(0L)).otherwise(pmod(col(LabelRows.INDEX), lit(PLACES))));
        List<Column> order = new ArrayList<>(List.of(parts));
        order.add(col(ORDER));
        order.add(col(VIEW));
        StructType out = schema(labels.schema());
        Dataset<Row> joined = rows.repartition(places.toArray(Column[]::new))
                .sortWithinPartitions(order.toArray(Column[]::new))
                .mapPartitions(
                        new AsOfJoin(
                                keys.size(),
                                views.stream().map(AsOfInput::factory).toList(),
                                views.stream().map(v -> v.values().size()).toList()),
                        Encoders.row(out));
        return packed(joined);
    }

    private Dataset<Row> labelRows(Dataset<Row> labels) {
        List<Column> columns = new ArrayList<>();
        keys.forEach((name, type) ->
                columns.add(SparkTypes.plain(key.apply(name, type), type).as(keyName(name))));
        columns.add(col(LabelRows.AT).as(ORDER));
        columns.add(lit(AsOfJoin.LABEL).as(VIEW));
        columns.add(col(LabelRows.INDEX));
        columns.add(col(LabelRows.AT));
        columns.add(col(LabelRows.ROW));
        for (int i = 0; i < views.size(); i++) {
            columns.add(lit(null).cast(views.get(i).logRow()).as("__v" + i));
        }
        return labels.select(columns.toArray(Column[]::new));
    }

    private Dataset<Row> logRows(int view) {
        AsOfInput input = views.get(view);
        List<Column> columns = new ArrayList<>();
        keys.keySet().forEach(name -> columns.add(col(name).as(keyName(name))));
        columns.add(col(AsOfInput.EFFECTIVE).cast(LongType).as(ORDER));
        columns.add(lit(view).cast(IntegerType).as(VIEW));
        columns.add(col(AsOfInput.LOG_ROW).as("__v" + view));
        return input.rows().select(columns.toArray(Column[]::new));
    }

    private static Column complete(Column[] key) {
        Column complete = lit(true);
        for (Column part : key) {
            complete = complete.and(part.isNotNull());
        }
        return complete;
    }

    private StructType schema(StructType labels) {
        List<StructField> fields = new ArrayList<>();
        fields.add(labels.apply(LabelRows.INDEX));
        fields.add(labels.apply(LabelRows.AT));
        fields.add(labels.apply(LabelRows.ROW));
        views.forEach(view -> view.values()
                .forEach(value -> fields.add(DataTypes.createStructField(value.column(), value.joined(), true))));
        return DataTypes.createStructType(fields);
    }

    /** Moves the new values into the row. */
    private Dataset<Row> packed(Dataset<Row> joined) {
        List<Column> row = new ArrayList<>();
        row.add(col(LabelRows.ROW + ".*"));
        views.forEach(view -> view.values().forEach(value -> row.add(value.finished())));
        return joined.select(
                col(LabelRows.INDEX),
                col(LabelRows.AT),
                struct(row.toArray(Column[]::new)).as(LabelRows.ROW));
    }

    private static Column part(String name) {
        return col(keyName(name));
    }

    private static String keyName(String name) {
        return "__key_" + name;
    }
}
