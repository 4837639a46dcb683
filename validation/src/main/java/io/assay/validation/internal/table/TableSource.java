package io.assay.validation.internal.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.regexp_replace;

import io.assay.validation.source.BatchPosition;
import io.assay.validation.source.ParquetTable;
import io.assay.validation.source.UnreadableSourceException;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * A typed table with the source and position of each row: the row's index in its file; where the format tells none
 * (Avro, ORC, Delta) the block's start times 256 and the order within it (a block of 4 MB, the smallest that is not a
 * file's last, has room for a thousand million rows).
 */
public record TableSource(Dataset<Row> rows, List<String> columns) {
    static final String SOURCE = "__source";
    static final String POSITION = "__position";
    private static final String BLOCK = "__block";

    public TableSource {
        columns = List.copyOf(columns);
    }

    /** Opens a table by its path; Iceberg's also by name. */
    @SuppressWarnings("UnusedException") // the cause is kept
    public static TableSource open(SparkSession spark, String format, String path) {
        try {
            Dataset<Row> table = format.equals("parquet")
                    ? ParquetTable.open(spark, path)
                    : spark.read().format(format).load(path);
            List<String> columns = Arrays.asList(table.columns());
            Column file = file(col("_metadata.file_path"));
            return switch (format) {
                case "iceberg" -> new TableSource(placed(table, file(col("_file")), col("_pos")), columns);
                case "parquet" -> new TableSource(placed(table, file, col("_metadata.row_index")), columns);
                default ->
                    new TableSource(
                            counted(placed(table, file, lit(0L)).withColumn(BLOCK, col("_metadata.file_block_start"))),
                            columns);
            };
        } catch (Exception e) {
            if (e instanceof AnalysisException || e.getClass().getName().startsWith("org.apache")) {
                throw new UnreadableSourceException(
                        path,
                        "cannot be read as %s: %s".formatted(format, firstLine(e)),
                        "check the path and the format (--format)",
                        e);
            }
            throw e;
        }
    }

    /** Rows that already are in Spark, such as a micro-batch; positions hold for one evaluation only. */
    public static TableSource of(Dataset<Row> table, String source) {
        return new TableSource(
                placed(table, lit(source), monotonically_increasing_id()), Arrays.asList(table.columns()));
    }

    /**
     * The same rows, with positions that order them over these files too.
     *
     * @param files in order, as rows name them
     * @param first number of the first of them in the batch
     */
    public TableSource numbered(List<String> files, int first) {
        if (files.size() <= 1 && first == 0) {
            return this;
        }
        Column position = col(POSITION)
                .plus(
                        files.size() <= 1
                                ? lit(BatchPosition.of(first, 0))
                                : FileNumbers.of(files, first).apply(col(SOURCE)));
        return new TableSource(rows.withColumn(POSITION, position), columns);
    }

    private static Dataset<Row> placed(Dataset<Row> table, Column source, Column position) {
        return table.withColumn(SOURCE, source).withColumn(POSITION, position);
    }

    static Column file(Column uri) {
        return regexp_replace(uri, "^file:/*", "/");
    }

    /** Counts rows within each block of each file; a task reads a block's rows in their order. */
    private static Dataset<Row> counted(Dataset<Row> rows) {
        StructType schema = rows.schema();
        int source = schema.fieldIndex(SOURCE);
        int position = schema.fieldIndex(POSITION);
        int block = schema.fieldIndex(BLOCK);
        return rows.mapPartitions(
                        (MapPartitionsFunction<Row, Row>) part -> new BlockCounter(part, source, position, block),
                        Encoders.row(schema))
                .drop(BLOCK);
    }

    /** Of the innermost cause: Spark's own words are about its tasks. */
    private static String firstLine(Exception e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    }
}
