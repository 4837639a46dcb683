package io.assay.validation.internal.table;

import io.assay.validation.internal.files.SourceListing;
import io.assay.validation.source.UnreadableSourceException;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * A table as an input names it: {@code PATH} for its newest version, {@code PATH@12} for Delta's version or Iceberg's
 * snapshot, {@code PATH@2026-01-31T00:00:00Z} for what it was at a time, {@code PATH@NAME} for Iceberg's branch or tag.
 *
 * @param path without the version
 * @param wanted the text behind the last {@code @}
 */
public record VersionedPath(String path, Optional<String> wanted) {
    private static final Pattern NAMED = Pattern.compile("(.+)@([A-Za-z0-9][A-Za-z0-9_.:+-]*)", Pattern.DOTALL);

    /** Of a path; what exists under the complete text is a path without a version. */
    public static VersionedPath of(String text, Configuration hadoop) {
        Matcher named = NAMED.matcher(text);
        if (!named.matches()) {
            return new VersionedPath(text, Optional.empty());
        }
        try {
            Path complete = SourceListing.path(text);
            boolean exists = complete.getFileSystem(hadoop).exists(complete);
            Path base = SourceListing.path(named.group(1));
            boolean table = !text.contains("/") || base.getFileSystem(hadoop).exists(base);
            return exists || !table
                    ? new VersionedPath(text, Optional.empty())
                    : new VersionedPath(named.group(1), Optional.of(named.group(2)));
        } catch (IOException | IllegalArgumentException e) { // as the listing reports it
            return new VersionedPath(text, Optional.empty());
        }
    }

    /**
     * The table at its version. Of Iceberg it is loaded: what is committed later is not read.
     *
     * @throws UnreadableSourceException if there is no such table or version
     */
    public TableInput resolved(SparkSession spark, String format) {
        if (format.equals("delta")) {
            return TableInput.delta(path, wanted.map(this::delta));
        }
        IcebergInput table = IcebergInput.load(spark, path);
        return TableInput.iceberg(
                path, wanted.map(text -> table.at(snapshot(table, text))).orElse(table));
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

    private long snapshot(IcebergInput table, String text) {
        Optional<Instant> time = instant(text);
        if (time.isPresent()) {
            return table.current(time.get())
                    .orElseThrow(() -> unknown(text, "its first snapshot is newer: name a later time"));
        }
        return number(text)
                .filter(table::has)
                .or(() -> table.ref(text))
                .orElseThrow(() -> unknown(text, "name a snapshot, a time, a branch or a tag of the table"));
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
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
