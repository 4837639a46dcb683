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
 * <p>In and out: {@link Labels#INDEX}, {@link Labels#AT}, {@link Labels#ROW}; out adds a column for each feature column
 * of {@code views} to the row. One shuffle by key, one sort; no action.
 *
 * @param keys join keys and their types, in order
 */
record EntityJoin(Map<String, FeatureType> keys, List<CarriedView> views) implements UnaryOperator<Dataset<Row>> {
    /** Labels whose key has a null part are spread over this many places, since they meet no log row. */
    private static final int PLACES = 1024;

    private static final String ORDER = "__order";
    private static final String VIEW = "__view";

    @Override
    public Dataset<Row> apply(Dataset<Row> labels) {
        Dataset<Row> rows = labelRows(labels);
        for (int i = 0; i < views.size(); i++) {
            rows = rows.unionByName(logRows(i), /* allowMissingColumns */ true);
        }
        Column[] key = keys.keySet().stream().map(EntityJoin::key).toArray(Column[]::new);
        List<Column> places = new ArrayList<>(List.of(key));
        places.add(when(whole(key), lit(0L)).otherwise(pmod(col(Labels.INDEX), lit(PLACES))));
        List<Column> order = new ArrayList<>(List.of(key));
        order.add(col(ORDER));
        order.add(col(VIEW));
        StructType out = schema(labels.schema());
        Dataset<Row> joined = rows.repartition(places.toArray(Column[]::new))
                .sortWithinPartitions(order.toArray(Column[]::new))
                .mapPartitions(
                        new CarryForward(
                                keys.size(),
                                views.stream().map(CarriedView::factory).toList(),
                                views.stream().map(v -> v.values().size()).toList()),
                        Encoders.row(out));
        return packed(joined);
    }

    private Dataset<Row> labelRows(Dataset<Row> labels) {
        List<Column> columns = new ArrayList<>();
        keys.forEach((name, type) -> columns.add(
                col(Labels.ROW).getField(name).cast(SparkTypes.sparkType(type)).as(keyName(name))));
        columns.add(col(Labels.AT).as(ORDER));
        columns.add(lit(CarryForward.LABEL).as(VIEW));
        columns.add(col(Labels.INDEX));
        columns.add(col(Labels.AT));
        columns.add(col(Labels.ROW));
        for (int i = 0; i < views.size(); i++) {
            columns.add(lit(null).cast(views.get(i).logRow()).as("__v" + i));
        }
        return labels.select(columns.toArray(Column[]::new));
    }

    private Dataset<Row> logRows(int view) {
        CarriedView carried = views.get(view);
        List<Column> columns = new ArrayList<>();
        keys.keySet().forEach(name -> columns.add(col(name).as(keyName(name))));
        columns.add(col(CarriedView.VISIBLE).cast(LongType).as(ORDER));
        columns.add(lit(view).cast(IntegerType).as(VIEW));
        columns.add(col(CarriedView.LOG_ROW).as("__v" + view));
        return carried.rows().select(columns.toArray(Column[]::new));
    }

    private static Column whole(Column[] key) {
        Column whole = lit(true);
        for (Column part : key) {
            whole = whole.and(part.isNotNull());
        }
        return whole;
    }

    private StructType schema(StructType labels) {
        List<StructField> fields = new ArrayList<>();
        fields.add(labels.apply(Labels.INDEX));
        fields.add(labels.apply(Labels.AT));
        fields.add(labels.apply(Labels.ROW));
        views.forEach(view -> view.values()
                .forEach(value -> fields.add(DataTypes.createStructField(value.column(), value.walked(), true))));
        return DataTypes.createStructType(fields);
    }

    /** Moves the new values into the row. */
    private Dataset<Row> packed(Dataset<Row> joined) {
        List<Column> row = new ArrayList<>();
        row.add(col(Labels.ROW + ".*"));
        views.forEach(view -> view.values().forEach(value -> row.add(value.finished())));
        return joined.select(
                col(Labels.INDEX),
                col(Labels.AT),
                struct(row.toArray(Column[]::new)).as(Labels.ROW));
    }

    private static Column key(String name) {
        return col(keyName(name));
    }

    private static String keyName(String name) {
        return "__key_" + name;
    }
}
