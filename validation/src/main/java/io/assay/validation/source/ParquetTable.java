package io.assay.validation.source;

import static org.apache.spark.sql.functions.expr;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

/**
 * Parquet files as Spark reads them, and timestamps of nanoseconds too, which pandas writes and Spark refuses: they are
 * read to the microsecond. The session has to have {@link #SETTING} on; without it they are refused as before.
 */
public final class ParquetTable {
    /** Spark's setting by which it reads nanoseconds as plain numbers. */
    public static final String SETTING = "spark.sql.legacy.parquet.nanosAsLong";

    private ParquetTable() {}

    /**
     * Opens files or folders. No action; a footer is read if there are integer columns, and all of them if the first
     * has nanoseconds.
     *
     * @throws UnreadableSourceException if a column is nanoseconds in one file and something else in another
     */
    public static Dataset<Row> open(SparkSession spark, String... paths) {
        Dataset<Row> table = spark.read().parquet(paths);
        boolean numbers = Arrays.stream(table.schema().fields())
                .anyMatch(field -> field.dataType().equals(DataTypes.LongType));
        String[] files = numbers ? table.inputFiles() : new String[0];
        Arrays.sort(files); // Spark takes the columns of the first
        if (files.length == 0) {
            return table;
        }
        Configuration hadoop = spark.sessionState().newHadoopConf();
        Map<String, TimestampLogicalTypeAnnotation> nanoseconds = nanoseconds(files[0], hadoop);
        if (!nanoseconds.isEmpty()) {
            for (String file : files) {
                if (!nanoseconds(file, hadoop).equals(nanoseconds)) {
                    throw new UnreadableSourceException(
                            file,
                            "has timestamps of another unit than " + files[0],
                            "give each as an --input of its own");
                }
            }
        }
        Dataset<Row> read = table;
        for (Map.Entry<String, TimestampLogicalTypeAnnotation> column : nanoseconds.entrySet()) {
            if (table.schema().apply(column.getKey()).dataType().equals(DataTypes.LongType)) {
                read = read.withColumn(column.getKey(), timestamp(column.getKey(), column.getValue()));
            }
        }
        return read;
    }

    private static Column timestamp(String name, TimestampLogicalTypeAnnotation type) {
        String quoted = "`" + name.replace("`", "``") + "`";
        String micros = "timestamp_micros(%1$s div 1000 - IF(%1$s %% 1000 < 0, 1, 0))".formatted(quoted);
        return type.isAdjustedToUTC()
                ? expr(micros)
                : expr("convert_timezone(current_timezone(), 'UTC', CAST(%s AS TIMESTAMP_NTZ))".formatted(micros));
    }

    private static Map<String, TimestampLogicalTypeAnnotation> nanoseconds(String file, Configuration hadoop) {
        try (ParquetFileReader reader =
                ParquetFileReader.open(HadoopInputFile.fromPath(new Path(URI.create(file)), hadoop))) {
            Map<String, TimestampLogicalTypeAnnotation> found = new TreeMap<>();
            List<Type> fields = reader.getFileMetaData().getSchema().getFields();
            for (Type field : fields) {
                LogicalTypeAnnotation annotation = field.getLogicalTypeAnnotation();
                if (annotation instanceof TimestampLogicalTypeAnnotation timestamp
                        && Objects.equals(timestamp.getUnit(), TimeUnit.NANOS)) {
                    found.put(field.getName(), timestamp);
                }
            }
            return found;
        } catch (IOException e) {
            throw new UnreadableSourceException(
                    file, "cannot be read as parquet: " + e.getMessage(), "check the path and its rights", e);
        }
    }
}
