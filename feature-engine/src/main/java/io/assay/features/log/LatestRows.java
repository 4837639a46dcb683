package io.assay.features.log;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.to_date;

import io.assay.aggregation.value.RowKind;
import io.assay.definition.feature.LatestView;
import io.assay.warehouse.feature.FeatureLogColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The log rows of a latest view.
 *
 * <p>In: {@link ViewRows} of the view; rows with a problem are left out. Out: join keys, {@code event_time},
 * {@code known}, {@code kind}, one column a feature, {@code runs}, {@code sequence}, {@code position}, {@code day}: one
 * {@code add} for each row in. No shuffle, no action.
 */
record LatestRows(LatestView view) implements UnaryOperator<Dataset<Row>> {

    @Override
    public Dataset<Row> apply(Dataset<Row> viewRows) {
        List<Column> columns = new ArrayList<>();
        view.joinKeys().keySet().forEach(key -> columns.add(col(key)));
        Column event = timestamp_micros(col(ViewRows.EVENT_TIME));
        columns.add(event.as(FeatureLogColumns.EVENT_TIME));
        columns.add(timestamp_micros(col(ViewRows.AVAILABLE)).as(FeatureLogColumns.KNOWN));
        columns.add(lit(RowKind.ADD.word()).as(FeatureLogColumns.KIND));
        view.features().forEach(feature -> columns.add(col(feature)));
        columns.add(array(col(ViewRows.RUN)).as(FeatureLogColumns.RUNS));
        columns.add(col(ViewRows.SEQUENCE).as(FeatureLogColumns.SEQUENCE));
        columns.add(col(ViewRows.POSITION).as(FeatureLogColumns.POSITION));
        columns.add(to_date(event).as(FeatureLogColumns.DAY));
        return viewRows.where(col(ViewRows.PROBLEM).isNull()).select(columns.toArray(Column[]::new));
    }
}
