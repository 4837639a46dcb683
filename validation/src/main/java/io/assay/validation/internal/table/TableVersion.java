package io.assay.validation.internal.table;

import static org.apache.spark.sql.functions.col;

import io.assay.validation.internal.files.SourceListing;
import io.assay.validation.source.SourceTable;
import io.assay.validation.source.UnreadableSourceException;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A table as an input names it: {@code PATH} for its newest version, {@code PATH@12} for Delta's version or Iceberg's
 * snapshot, {@code PATH@2026-01-31T00:00:00Z} for what it was at a time, {@code PATH@NAME} for Iceberg's branch or tag.
 *
 * @param path without the version
 * @param wanted the text behind the last {@code @}
 */
public record TableVersion(String path, Optional<String> wanted) {
    private static final Pattern NAMED = Pattern.compile("(.+)@([A-Za-z0-9][A-Za-z0-9_.:+-]*)", Pattern.DOTALL);

    /** Of a path; what exists under the complete text is a path without a version. */
    public static TableVersion of(String text, Configuration hadoop) {
        Matcher named = NAMED.matcher(text);
        if (!named.matches()) {
            return new TableVersion(text, Optional.empty());
        }
        try {
            Path complete = SourceListing.path(text);
            boolean exists =
                    text.contains("/") && complete.getFileSystem(hadoop).exists(complete);
            Path base = SourceListing.path(named.group(1));
            boolean table = !text.contains("/") || base.getFileSystem(hadoop).exists(base);
            return exists || !table
                    ? new TableVersion(text, Optional.empty())
                    : new TableVersion(named.group(1), Optional.of(named.group(2)));
        } catch (IOException | IllegalArgumentException e) { // as the listing reports it
            return new TableVersion(text, Optional.empty());
        }
    }

    /**
     * The version as the format's reader takes it. Of Iceberg, a small action where it is a time, branch or tag.
     *
     * @throws UnreadableSourceException if it names none
     */
    public SourceTable resolved(SparkSession spark, String format) {
        return new SourceTable(
                path, format, wanted.map(text -> format.equals("delta") ? delta(text) : iceberg(spark, text)));
    }

    private String delta(String text) {
        if (text.matches("\\d{1,18}")) {
            return "versionAsOf=" + text;
        }
        return instant(text)
                .map(time -> "timestampAsOf=" + time)
                .orElseThrow(
                        () -> unknown(text, "write a version, such as @12, or a time, such as @2026-01-31T00:00:00Z"));
    }

    private String iceberg(SparkSession spark, String text) {
        if (text.matches("\\d{1,19}")) {
            return "snapshot-id=" + text;
        }
        Optional<Instant> time = instant(text);
        String sql = time.isPresent()
                ? "made_current_at <= TIMESTAMP'%s'".formatted(time.get())
                : "name = '%s'".formatted(text);
        String table = path.contains("/")
                ? path + (time.isPresent() ? "#history" : "#refs")
                : path + (time.isPresent() ? ".history" : ".refs");
        List<Row> found = spark.read()
                .format("iceberg")
                .load(table)
                .where(sql)
                .orderBy(col(time.isPresent() ? "made_current_at" : "name").desc())
                .select("snapshot_id")
                .takeAsList(1);
        if (found.isEmpty()) {
            throw unknown(
                    text,
                    time.isPresent()
                            ? "its first snapshot is newer: name a later time"
                            : "name a snapshot, a time, a branch or a tag of the table");
        }
        return "snapshot-id=" + found.get(0).getLong(0);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private UnreadableSourceException unknown(String text, String fix) {
        return new UnreadableSourceException(path, "has no version '%s'".formatted(text), fix);
    }
}
