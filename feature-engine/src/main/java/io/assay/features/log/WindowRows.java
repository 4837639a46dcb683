package io.assay.features.log;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.assay.aggregation.state.ValueType;
import io.assay.aggregation.time.Micros;
import io.assay.aggregation.value.RowKind;
import io.assay.aggregation.window.StateColumn;
import io.assay.aggregation.window.WindowPlan;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.WindowView;
import io.assay.warehouse.feature.FeatureLogColumns;
import java.util.ArrayList;
import java.util.List;
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
 * The log rows of a window view.
 *
 * <p>In: {@link ViewRows} of the view; rows with a problem are left out. Out: join keys, {@code tile}, {@code known},
 * {@code kind}, the states, {@code events}, {@code runs}, {@code sequence}, {@code day}: one {@code add} for each
 * (keys, tile, known, sequence). One shuffle by (keys, tile), one sort; no action.
 *
 * @param types what each state aggregates, in the order of {@link WindowPlan#columnsOf}
 */
record WindowRows(WindowView view, List<ValueType> types) implements UnaryOperator<Dataset<Row>> {
    WindowRows {
        types = List.copyOf(types);
    }

    /** Name of the column that a state column takes in. */
    static String input(StateColumn state) {
        return "__of_" + state.name();
    }

    @Override
    public Dataset<Row> apply(Dataset<Row> viewRows) {
        List<StateColumn> states = WindowPlan.columnsOf(view);
        List<String> keys = List.copyOf(view.joinKeys().keySet());
        List<Column> in = keys(SparkTypes::plain);
        in.add(tile().as(FeatureLogColumns.TILE));
        in.add(known().as(FeatureLogColumns.KNOWN));
        in.add(col(ViewRows.SEQUENCE));
        in.add(col(ViewRows.EVENT_TIME));
        in.add(col(ViewRows.AVAILABLE));
        in.add(col(ViewRows.POSITION));
        in.add(col(ViewRows.RUN));
        states.forEach(state -> in.add(col(input(state))));
        List<Column> places = columns(keys);
        places.add(col(FeatureLogColumns.TILE));
        List<Column> groups = new ArrayList<>(places);
        groups.add(col(FeatureLogColumns.KNOWN));
        groups.add(col(ViewRows.SEQUENCE));
        Dataset<Row> tiles = viewRows.where(col(ViewRows.PROBLEM).isNull())
                .select(in.toArray(Column[]::new))
                .repartition(places.toArray(Column[]::new))
                .sortWithinPartitions(groups.toArray(Column[]::new))
                .mapPartitions(new TileAggregator(keys.size(), codes(states)), Encoders.row(schema(states)));
        List<Column> out = keys(SparkTypes::typed);
        out.add(timestamp_micros(col(FeatureLogColumns.TILE)).as(FeatureLogColumns.TILE));
        out.add(timestamp_micros(col(FeatureLogColumns.KNOWN)).as(FeatureLogColumns.KNOWN));
        out.add(lit(RowKind.ADD.word()).as(FeatureLogColumns.KIND));
        states.forEach(state -> out.add(col(state.name())));
        out.add(col(FeatureLogColumns.EVENTS));
        out.add(col(FeatureLogColumns.RUNS));
        out.add(col(FeatureLogColumns.SEQUENCE));
        out.add(to_date(timestamp_micros(col(FeatureLogColumns.TILE))).as(FeatureLogColumns.DAY));
        return tiles.select(out.toArray(Column[]::new));
    }

    /** {@code floor(event time, tile)}, as {@code Tiles} has it. */
    private Column tile() {
        return floor(col(ViewRows.EVENT_TIME), Micros.of(view.tile()));
    }

    /** {@code max(floor(event time, g) + g, ceil(available, g))}, as {@code Tiles} has it. */
    private Column known() {
        long grain = Micros.of(view.grain());
        Column available = col(ViewRows.AVAILABLE);
        return greatest(
                floor(col(ViewRows.EVENT_TIME), grain).plus(grain),
                available.plus(pmod(available.unary_$minus(), lit(grain))));
    }

    private static Column floor(Column micros, long span) {
        return micros.minus(pmod(micros, lit(span)));
    }

    private List<TileAggregator.StateCode> codes(List<StateColumn> states) {
        List<TileAggregator.StateCode> codes = new ArrayList<>();
        for (int i = 0; i < states.size(); i++) {
            codes.add(new TileAggregator.StateCode(states.get(i).aggregate(), types.get(i)));
        }
        return codes;
    }

    private StructType schema(List<StateColumn> states) {
        List<StructField> fields = new ArrayList<>();
        view.joinKeys()
                .forEach((key, type) -> fields.add(DataTypes.createStructField(key, SparkTypes.plainType(type), true)));
        fields.add(DataTypes.createStructField(FeatureLogColumns.TILE, LongType, true));
        fields.add(DataTypes.createStructField(FeatureLogColumns.KNOWN, LongType, true));
        fields.add(DataTypes.createStructField(FeatureLogColumns.SEQUENCE, LongType, true));
        fields.add(DataTypes.createStructField(FeatureLogColumns.EVENTS, LongType, true));
        fields.add(DataTypes.createStructField(FeatureLogColumns.RUNS, DataTypes.createArrayType(StringType), true));
        states.forEach(state -> fields.add(DataTypes.createStructField(state.name(), BinaryType, true)));
        return DataTypes.createStructType(fields);
    }

    private List<Column> keys(BiFunction<Column, FeatureType, Column> form) {
        List<Column> columns = new ArrayList<>();
        view.joinKeys()
                .forEach((key, type) -> columns.add(form.apply(col(key), type).as(key)));
        return columns;
    }

    private static List<Column> columns(List<String> names) {
        List<Column> columns = new ArrayList<>();
        names.forEach(name -> columns.add(col(name)));
        return columns;
    }
}
