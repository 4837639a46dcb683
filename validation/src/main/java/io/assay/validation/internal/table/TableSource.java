package io.assay.validation.internal.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.regexp_replace;

import io.assay.validation.internal.table.StoredColumn.Values;
import io.assay.validation.source.BatchPosition;
import io.assay.validation.source.SourceTable;
import io.assay.validation.source.UnreadableSourceException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * A typed table with the source and position of each row: the row's index in its file; where the format has none (Avro,
 * ORC, Delta) the block's start times 256 and the order within it (a block of 4 MB, the smallest that is not a file's
 * last, has room for a thousand million rows).
 *
 * @param name of the table or its files, for messages
 * @param folders the values of the {@code key=value} folders of the files, by the key without its case
 */
public record TableSource(
        Dataset<Row> rows, List<StoredColumn> columns, String name, Map<String, Optional<String>> folders) {
    static final String SOURCE = "__source";
    static final String POSITION = "__position";
    static final String BLOCK = "__block";

    public TableSource {
        columns = List.copyOf(columns);
    }

    /** Opens a table of Delta or Iceberg at its version. */
    public static TableSource open(SparkSession spark, TableInput input) {
        SourceTable source = input.source();
        try {
            Dataset<Row> table = input.rows(spark);
            Dataset<Row> placed = input.iceberg().isPresent()
                    ? placed(table, file(col("_file")), col("_pos"))
                    : placed(table, source.format()).rows();
            return new TableSource(placed, columns(table.schema()), source.path(), Map.of());
        } catch (Exception e) {
            if (e instanceof AnalysisException) { // it is checked, and Scala does not say so
                throw unreadable(source.path(), source.format(), e);
            }
            throw e instanceof RuntimeException own
                    ? reported(source.path(), source.format(), own)
                    : new IllegalStateException(e);
        }
    }

    /** What a format's library says about a table that is not as it should be; another failure as it is. */
    static RuntimeException reported(String path, String format, RuntimeException e) {
        return e.getClass().getName().startsWith("org.apache") ? unreadable(path, format, e) : e;
    }

    static UnreadableSourceException unreadable(String path, String format, Exception cause) {
        return new UnreadableSourceException(
                path,
                "cannot be read as %s: %s".formatted(format, firstLine(cause)),
                "check the path and the format (--format)",
                cause);
    }

    /** Rows that already are in Spark, such as a micro-batch; positions hold for one evaluation only. */
    public static TableSource of(Dataset<Row> table, String source) {
        return new TableSource(
                placed(table, lit(source), monotonically_increasing_id()), columns(table.schema()), source, Map.of());
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
        return new TableSource(rows.withColumn(POSITION, position), columns, name, folders);
    }

    /** Rows of files, with their places. */
    static TableSource placed(Dataset<Row> table, String format) {
        Column metadata = table.metadataColumn("_metadata");
        Column file = file(metadata.getField("file_path")); // a name already, unless it is a table's file
        Dataset<Row> placed = format.equals("parquet")
                ? placed(table, file, metadata.getField("row_index"))
                : counted(table.select(
                        col("*"),
                        file.as(SOURCE),
                        lit(0L).as(POSITION),
                        metadata.getField("file_block_start").as(BLOCK)));
        return new TableSource(placed, List.of(), "", Map.of());
    }

    private static List<StoredColumn> columns(StructType schema) {
        return Arrays.stream(schema.fields())
                .map(field -> StoredColumn.of(field.name(), field.dataType(), Values.SOME))
                .toList();
    }

    private static Dataset<Row> placed(Dataset<Row> table, Column source, Column position) {
        return table.select(col("*"), source.as(SOURCE), position.as(POSITION));
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

    /** Of the innermost cause: Spark's own message is about its tasks. */
    private static String firstLine(Exception e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    }
}
