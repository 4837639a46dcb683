package io.assay.jobs.trainingset;

import io.assay.jobs.failure.DataException;
import io.assay.validation.CsvTable;
import io.assay.validation.SourceFiles;
import io.assay.validation.source.Input;
import io.assay.validation.source.ParquetTable;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Labels as a user gives them: a CSV or Parquet file or folder, or a Delta folder. CSV columns stay text, read as the
 * gate reads them.
 */
final class LabelFile {
    private final SparkSession spark;
    private final Path path;

    LabelFile(SparkSession spark, String path) {
        this.spark = spark;
        this.path = new Path(path);
    }

    /** Its rows, in order. No action except what Spark needs to find the columns. */
    Dataset<Row> rows() {
        String format = format();
        return switch (format) {
            case "csv" -> csv();
            case "parquet" -> ParquetTable.open(spark, path.toString());
            default -> spark.read().format(format).load(path.toString());
        };
    }

    private Dataset<Row> csv() {
        CsvTable table = CsvTable.open(spark, Input.of(path.toString()), List.of());
        if (table.columns().isEmpty()) {
            throw new DataException(
                    path.toString(), "is empty: it has not even a header", "give the join keys and event_timestamp");
        }
        return table.strict();
    }

    private String format() {
        try {
            FileSystem files = path.getFileSystem(spark.sessionState().newHadoopConf());
            if (!files.exists(path)) {
                throw new DataException(path.toString(), "there is no such file or folder", "check --labels");
            }
            SourceFiles.check(path.toString(), spark.sessionState().newHadoopConf());
            if (!files.getFileStatus(path).isDirectory()) {
                return formatOf(path.getName());
            }
            if (files.exists(new Path(path, "_delta_log"))) {
                return "delta";
            }
            Map<String, String> formats = new TreeMap<>(); // a file of each
            for (FileStatus file : files.listStatus(path)) {
                String name = file.getPath().getName();
                if (!name.startsWith("_") && !name.startsWith(".")) {
                    formats.put(formatOf(name), name);
                }
            }
            if (formats.size() == 1) {
                return formats.keySet().iterator().next();
            }
            if (formats.size() > 1) {
                throw new DataException(
                        path.toString(),
                        "has files of more than one format: " + String.join(", ", formats.values()),
                        "give labels as CSV or as Parquet");
            }
            throw new DataException(path.toString(), "is an empty folder", "give a file or folder with labels in it");
        } catch (IOException e) {
            throw new DataException(
                    path.toString(), "cannot be read: " + e.getMessage(), "check the path and its permissions", e);
        }
    }

    private String formatOf(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".parquet")) {
            return "parquet";
        }
        if (lower.matches(".*\\.csv(\\.gz|\\.bz2|\\.zst)?")) {
            return "csv";
        }
        throw new DataException(
                path.toString(),
                "'%s' ends in neither .csv nor .parquet".formatted(name),
                "give labels as CSV or Parquet");
    }
}
