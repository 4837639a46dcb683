package io.assay.jobs.trainingset;

import static org.apache.spark.sql.functions.base64;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.translate;
import static org.apache.spark.sql.functions.udf;

import io.assay.features.join.TrainingSet;
import io.assay.jobs.failure.ExternalException;
import io.assay.jobs.failure.UsageException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;

/** Where a training set goes: one CSV file, or a folder of Parquet or Delta. */
final class TrainingSetFile {
    /** Rows of one file of a folder: few labels make one file, so that their order is plain to see. */
    private static final long ROWS_A_FILE = 2_000_000;

    /** All digits, never an exponent. */
    private static final UserDefinedFunction PLAIN = udf(
            (UDF1<BigDecimal, String>) decimal -> decimal == null ? null : decimal.toPlainString(),
            DataTypes.StringType);

    private final Path path;
    private final FileSystem files;
    private final Format format;

    private enum Format {
        CSV,
        PARQUET,
        DELTA
    }

    /** Looks at what is there already; an output that is not a training set is not overwritten. */
    TrainingSetFile(SparkSession spark, String path) {
        this.path = new Path(path);
        String name = this.path.getName().toLowerCase(Locale.ROOT);
        try {
            this.files = this.path.getFileSystem(spark.sessionState().newHadoopConf());
            boolean delta = name.endsWith(".delta") || files.exists(new Path(this.path, "_delta_log"));
            this.format = name.endsWith(".csv") ? Format.CSV : delta ? Format.DELTA : Format.PARQUET;
            checkOverwritable();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private void checkOverwritable() throws IOException {
        if (!files.exists(path)) {
            return;
        }
        boolean folder = files.getFileStatus(path).isDirectory();
        if (format == Format.CSV && folder) {
            throw new UsageException("--output " + path, "is a folder", "name a file that ends in .csv");
        }
        boolean ours = !folder
                || files.listStatus(path).length == 0
                || files.exists(new Path(path, "_SUCCESS"))
                || files.exists(new Path(path, "_delta_log"));
        if (format != Format.CSV && (!folder || !ours)) {
            throw new UsageException(
                    "--output " + path, "is there already and holds something else", "name a new or an empty folder");
        }
    }

    /** Writes rows in the order of {@link TrainingSet#INDEX}; readers see all of them or none. */
    void write(Dataset<Row> rows, long count) {
        int parts = format == Format.CSV ? 1 : (int) Math.max(1, Math.min(10_000, count / ROWS_A_FILE));
        Dataset<Row> ordered = (parts == 1
                        ? rows.repartition(1)
                        : rows.repartitionByRange(parts, col(TrainingSet.INDEX)))
                .sortWithinPartitions(TrainingSet.INDEX)
                .drop(TrainingSet.INDEX);
        switch (format) {
            case CSV -> csv(ordered);
            case PARQUET -> ordered.write().mode("overwrite").parquet(path.toString());
            case DELTA ->
                ordered.write()
                        .format("delta")
                        .mode("overwrite")
                        .option("overwriteSchema", "true")
                        .save(path.toString());
        }
    }

    private void csv(Dataset<Row> rows) {
        Path beside = new Path(path.getParent(), "." + path.getName() + ".writing");
        Column[] texts =
                Arrays.stream(rows.schema().fields()).map(TrainingSetFile::text).toArray(Column[]::new);
        rows.select(texts)
                .write()
                .mode("overwrite")
                .option("header", true)
                .option("quote", "\"")
                .option("escape", "\"")
                .option("emptyValue", "\"\"")
                .option("ignoreLeadingWhiteSpace", false)
                .option("ignoreTrailingWhiteSpace", false)
                .csv(beside.toString());
        try {
            for (FileStatus part : files.listStatus(beside)) {
                if (part.getPath().getName().endsWith(".csv")) {
                    files.delete(path, false);
                    if (!files.rename(part.getPath(), path)) {
                        throw new IOException("%s could not be renamed".formatted(part.getPath()));
                    }
                }
            }
            files.delete(beside, true);
            files.delete(new Path(path.getParent(), "." + path.getName() + ".crc"), false);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** The value as CSV has it: timestamps ISO-8601 in UTC, lists as JSON, bytes as Base64. */
    private static Column text(StructField field) {
        Column value = col("`" + field.name().replace("`", "``") + "`");
        if (field.dataType() instanceof DecimalType) {
            return PLAIN.apply(value).as(field.name());
        }
        Column text = switch (field.dataType().typeName()) {
            case "timestamp" -> concat(translate(value.cast("string"), " ", "T"), lit("Z"));
            case "date" -> value.cast("string");
            case "binary" -> base64(value);
            case "array", "map", "struct" -> to_json(value);
            default -> value;
        };
        return text.as(field.name());
    }

    private ExternalException unwritable(IOException e) {
        return new ExternalException(
                "--output " + path, "cannot be written: " + e.getMessage(), "check the path and its permissions", e);
    }
}
