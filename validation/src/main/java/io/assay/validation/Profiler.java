package io.assay.validation;

import io.assay.validation.internal.deequ.DeequProfiler;
import io.assay.validation.internal.files.SourceFormats;
import io.assay.validation.internal.files.SourceListing;
import io.assay.validation.profile.Profile;
import io.assay.validation.source.Input;
import io.assay.validation.source.ParquetTable;
import io.assay.validation.source.UnreadableSourceException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Profiles tables and files that need no contract. */
public final class Profiler {
    private Profiler() {}

    /** Statistics of every column. Three passes over the data, whatever the number of columns. */
    public static Profile of(Dataset<Row> rows) {
        return DeequProfiler.of(rows);
    }

    /**
     * A file or folder as it is, for looking at: a CSV's columns are texts (its header is the first file's), whose
     * types the profile tells.
     *
     * @throws UnreadableSourceException if it is not there, empty, or of no known format
     */
    public static Dataset<Row> open(SparkSession spark, Input input) {
        String path = input.paths().get(0);
        Configuration hadoop = spark.sessionState().newHadoopConf();
        List<FileStatus> files = SourceListing.of(path, hadoop);
        String format = format(input, path, files, hadoop);
        Map<String, String> options = new HashMap<>(input.options());
        if (format.equals("csv")) {
            options.putIfAbsent("header", "true");
            options.putIfAbsent("escape", "\"");
            options.putIfAbsent("multiLine", "true");
            if (files.stream()
                    .allMatch(file -> SourceFormats.tabs(file.getPath().getName()))) {
                options.putIfAbsent("delimiter", "\t");
            }
        }
        try {
            String[] paths = input.paths().toArray(String[]::new);
            Dataset<Row> rows = format.equals("parquet")
                    ? ParquetTable.open(spark, paths)
                    : spark.read().format(format).options(options).load(paths);
            if (rows.columns().length == 0) {
                throw new UnreadableSourceException(path, "has no columns", "give a file that is not empty");
            }
            return rows;
        } catch (Exception e) { // Spark's analysis errors are checked, and undeclared
            if (!(e instanceof org.apache.spark.SparkThrowable)) {
                throw e;
            }
            throw new UnreadableSourceException(
                    path,
                    "cannot be read as %s: %s"
                            .formatted(
                                    format,
                                    String.valueOf(e.getMessage())
                                            .lines()
                                            .findFirst()
                                            .orElse("")),
                    "check the path and the format (--format)",
                    e);
        }
    }

    private static String format(Input input, String path, List<FileStatus> files, Configuration hadoop) {
        try {
            return input.format().isPresent()
                    ? SourceFormats.checked(input.format().get())
                    : SourceFormats.of(path, files, hadoop);
        } catch (IOException e) {
            throw new UnreadableSourceException(path, "cannot be looked at: " + e.getMessage(), "check your rights", e);
        }
    }
}
