package io.assay.validation;

import io.assay.validation.internal.files.SourceFormats;
import io.assay.validation.internal.files.SourceListing;
import io.assay.validation.internal.json.JsonSource;
import io.assay.validation.internal.profile.ProfileScan;
import io.assay.validation.internal.table.VersionedPath;
import io.assay.validation.profile.Profile;
import io.assay.validation.source.Input;
import io.assay.validation.source.ParquetTable;
import io.assay.validation.source.SourceFile;
import io.assay.validation.source.UnreadableSourceException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Profiles tables and files that need no contract. */
public final class Profiler {
    private static final List<String> DELIMITERS = List.of(";", "\t", "|");
    private static final String ALIKE = "COLUMN_ALREADY_EXISTS";
    private static final String MALFORMED_JSON = "_assay_malformed";

    private Profiler() {}

    /**
     * What is profiled.
     *
     * @param rows the columns, and {@code malformed} if there is one
     * @param format of the files
     * @param options of a CSV, with a delimiter that was found in its header
     * @param malformed the column that is not null in records that cannot be read
     */
    public record ProfiledRows(
            Dataset<Row> rows, String format, Map<String, String> options, Optional<String> malformed) {
        public ProfiledRows {
            options = Map.copyOf(options);
        }

        /** Rows of a table. */
        public static ProfiledRows of(Dataset<Row> table) {
            return new ProfiledRows(table, "table", Map.of(), Optional.empty());
        }

        public List<String> columns() {
            return Arrays.stream(rows.columns())
                    .filter(name -> !malformed.equals(Optional.of(name)))
                    .toList();
        }

        /** Whether all it has are texts, in which words such as NA can mean null. */
        public boolean texts() {
            return format.equals("csv");
        }
    }

    /** Statistics of every column, and of the fields of objects, in one scan. */
    public static Profile of(ProfiledRows source) {
        return ProfileScan.of(source.rows(), source.columns(), source.malformed(), source.texts());
    }

    /** The same of a table. */
    public static Profile of(Dataset<Row> rows) {
        return of(ProfiledRows.of(rows));
    }

    /**
     * A file or folder as it is, to be looked at: a CSV is read as the gate reads it, its columns are texts, whose
     * types the profile gives. If its header is one column, and several with another delimiter, that one is taken. The
     * columns of JSON are found by an action.
     *
     * @param nullValues texts that mean null in a CSV
     * @throws UnreadableSourceException if it is not there, empty, or of no known format
     */
    public static ProfiledRows open(SparkSession spark, Input input, List<String> nullValues) {
        String path = input.paths().get(0);
        Configuration hadoop = spark.sessionState().newHadoopConf();
        VersionedPath version = VersionedPath.of(path, hadoop);
        List<FileStatus> files = SourceListing.of(version.path(), hadoop);
        String format = format(input, version.path(), files, hadoop);
        if (format.equals("csv")) {
            return csv(spark, input, nullValues);
        }
        try {
            Dataset<Row> rows = SourceFormats.TABLES.contains(format)
                    ? version.resolved(spark, format).rows(spark)
                    : read(spark, input, format, files, hadoop);
            if (rows.columns().length == 0) {
                throw new UnreadableSourceException(path, "has no columns", "give a file that is not empty");
            }
            boolean marked = Arrays.asList(rows.columns()).contains(MALFORMED_JSON);
            return new ProfiledRows(
                    rows, format, input.options(), marked ? Optional.of(MALFORMED_JSON) : Optional.empty());
        } catch (Exception e) { // Spark's analysis errors are checked, and not declared
            if (!(e instanceof SparkThrowable thrown)) {
                throw e;
            }
            if (ALIKE.equals(thrown.getErrorClass())) {
                throw new UnreadableSourceException(
                        path,
                        "has names that Spark takes for the same: %s"
                                .formatted(thrown.getMessageParameters().getOrDefault("columnName", "")),
                        "rename one of them, or deliver it as CSV; ingest reads both under a contract that has both",
                        e);
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

    private static Dataset<Row> read(
            SparkSession spark, Input input, String format, List<FileStatus> files, Configuration hadoop) {
        String[] paths = input.paths().toArray(String[]::new);
        if (format.equals("parquet")) {
            return ParquetTable.open(spark, paths);
        }
        Map<String, String> options = new HashMap<>(input.options());
        if (format.equals("json")) {
            options.put("columnNameOfCorruptRecord", MALFORMED_JSON);
            List<SourceFile> found = files.stream().map(SourceListing::file).toList();
            if (!found.isEmpty() && JsonSource.isArray(found.get(0), hadoop)) {
                options.put("multiLine", "true");
            }
        }
        return spark.read().format(format).options(options).load(paths);
    }

    private static ProfiledRows csv(SparkSession spark, Input input, List<String> nullValues) {
        Map<String, String> options = new HashMap<>(input.options());
        CsvTable table = CsvTable.open(spark, input, nullValues);
        if (table.columns().isEmpty()) {
            throw new UnreadableSourceException(
                    input.paths().get(0), "has no columns", "give a file that is not empty");
        }
        if (table.columns().size() == 1 && !options.containsKey("delimiter") && !options.containsKey("sep")) {
            String header = table.columns().get(0);
            Optional<String> other = DELIMITERS.stream()
                    .filter(delimiter -> header.split(Pattern.quote(delimiter), -1).length > 1)
                    .findFirst();
            if (other.isPresent()) {
                options.put("delimiter", other.get());
                table = CsvTable.open(spark, new Input(input.paths(), input.format(), options), nullValues);
            }
        }
        return new ProfiledRows(table.marked(), "csv", options, Optional.of(CsvTable.MALFORMED));
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
