package io.assay.jobs.gate;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import io.assay.validation.RunValue;
import io.assay.warehouse.quarantine.QuarantineColumns;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Order of publication of the batch that rows first came in: this one, or of replayed rows the one they were kept back
 * from.
 */
final class RowOrigin {
    private static final String FIRST = "__first";
    private static final String FROM = "__from";
    private static final String AT = "__at";

    private RowOrigin() {}

    /**
     * The rows with one column more, {@code name}; {@code source} and {@code position} are the columns that identify
     * them.
     */
    static Dataset<Row> add(
            Dataset<Row> rows, BatchRequest request, long sequence, String name, String source, String position) {
        if (request.replayed().isEmpty()) {
            return rows.withColumn(name, RunValue.of(sequence));
        }
        Dataset<Row> replayed = request.replayed().get().rows();
        Column first = Arrays.asList(replayed.columns()).contains(QuarantineColumns.SEQUENCE)
                ? coalesce(col(QuarantineColumns.SEQUENCE), lit(0L))
                : lit(0L); // kept back by version 0.1: older than anything
        Dataset<Row> firsts = replayed.select(
                        col(QuarantineColumns.SOURCE).as(FROM),
                        col(QuarantineColumns.POSITION).as(AT),
                        first.as(FIRST))
                .groupBy(FROM, AT)
                .agg(max(FIRST).as(FIRST));
        return rows.join(
                        firsts,
                        rows.col(source)
                                .equalTo(col(FROM))
                                .and(rows.col(position).equalTo(col(AT))),
                        "left")
                .withColumn(name, coalesce(col(FIRST), lit(0L)))
                .drop(FROM, AT, FIRST);
    }
}
