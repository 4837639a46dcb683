package io.assay.validation;

import io.assay.validation.internal.deequ.DeequProfiler;
import io.assay.validation.internal.files.SourceFormats;
import io.assay.validation.internal.files.SourceListing;
import io.assay.validation.profile.Profile;
import io.assay.validation.source.Input;
import io.assay.validation.source.ParquetTable;
import io.assay.validation.source.UnreadableSourceException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Profiles tables and files that need no contract. */
public final class Profiler {
    private Profiler() {}

    /**
     * What is profiled.
     *
     * @param rows those that can be read
     * @param malformed a row for each record of a CSV that cannot be read
     */
    public record ProfiledRows(Dataset<Row> rows, Optional<Dataset<Row>> malformed) {}

    /** Statistics of every column. Three passes over the data, whatever the number of columns. */
    public static Profile of(Dataset<Row> rows) {
        return DeequProfiler.of(rows);
    }

    /**
     * A file or folder as it is, to be looked at: a CSV is read as the gate reads it, its columns are texts, whose
     * types the profile gives.
     *
     * @param nullValues texts that mean null in a CSV
     * @throws UnreadableSourceException if it is not there, empty, or of no known format
     */
    public static ProfiledRows open(SparkSession spark, Input input, List<String> nullValues) {
        String path = input.paths().get(0);
        Configuration hadoop = spark.sessionState().newHadoopConf();
        List<FileStatus> files = SourceListing.of(path, hadoop);
        String format = format(input, path, files, hadoop);
        if (format.equals("csv")) {
            CsvTable table = CsvTable.open(spark, input, nullValues);
            if (table.columns().isEmpty()) {
                throw new UnreadableSourceException(path, "has no columns", "give a file that is not empty");
            }
            return new ProfiledRows(table.readable(), Optional.of(table.malformed()));
        }
        try {
            String[] paths = input.paths().toArray(String[]::new);
            Dataset<Row> rows = format.equals("parquet")
                    ? ParquetTable.open(spark, paths)
                    : spark.read().format(format).options(input.options()).load(paths);
            if (rows.columns().length == 0) {
                throw new UnreadableSourceException(path, "has no columns", "give a file that is not empty");
            }
            return new ProfiledRows(rows, Optional.empty());
        } catch (Exception e) { // Spark's analysis errors are checked, and not declared
            if (!(e instanceof SparkThrowable)) {
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
