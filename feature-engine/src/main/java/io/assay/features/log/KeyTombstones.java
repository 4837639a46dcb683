package io.assay.features.log;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.timestamp_micros;

import io.assay.aggregation.value.RowKind;
import io.assay.definition.feature.FeatureView;
import io.assay.warehouse.feature.FeatureLogColumns;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Erases keys of a log, before the rows of a dataset that was replaced or changed are added.
 *
 * <p>In: rows with the join keys, such as the log's own. Out: one {@code erase} for each key, in the log's columns. One
 * shuffle by key; no action.
 *
 * @param sequence rows up to it never count again
 * @param run that changed the dataset
 * @param log schema of the log
 */
public record KeyTombstones(FeatureView view, long sequence, String run, StructType log)
        implements UnaryOperator<Dataset<Row>> {
    @Override
    public Dataset<Row> apply(Dataset<Row> rows) {
        Column[] keys = view.joinKeys().keySet().stream()
                .map(org.apache.spark.sql.functions::col)
                .toArray(Column[]::new);
        Column[] columns = Arrays.stream(log.fields()).map(this::column).toArray(Column[]::new);
        return rows.select(keys).distinct().select(columns);
    }

    private Column column(StructField field) {
        if (view.joinKeys().containsKey(field.name())) {
            return col(field.name());
        }
        Column value = switch (field.name()) {
            case FeatureLogColumns.KIND -> lit(RowKind.ERASE.word());
            case FeatureLogColumns.KNOWN -> timestamp_micros(lit(0L)); // it holds at any time
            case FeatureLogColumns.SEQUENCE -> lit(sequence);
            case FeatureLogColumns.RUNS -> array(lit(run));
            default -> lit(null).cast(field.dataType());
        };
        return value.as(field.name());
    }
}
