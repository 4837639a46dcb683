package io.assay.validation.internal.files;

import io.assay.validation.source.UnreadableSourceException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The newest metadata file in an Iceberg table's folder: what the table is, whichever catalog it belongs to. Catalogs
 * write {@code 00012-UUID.metadata.json}, tables without one {@code v12.metadata.json}.
 */
public final class IcebergMetadata {
    private static final String ENDING = ".metadata.json";
    private static final Pattern NAME = Pattern.compile("v?(\\d{1,18})(-[^.]*)?(\\.gz)?\\.metadata\\.json(\\.gz)?");

    private IcebergMetadata() {}

    /** Of a table's folder, or the file that is named itself; empty if there is no such table. */
    public static Optional<Path> newest(String path, Configuration hadoop) {
        try {
            Path root = SourceListing.path(path);
            FileSystem system = root.getFileSystem(hadoop);
            if (root.getName().endsWith(ENDING)) {
                return system.exists(root) ? Optional.of(system.makeQualified(root)) : Optional.empty();
            }
            List<Path> files = Arrays.stream(system.listStatus(new Path(root, "metadata")))
                    .map(FileStatus::getPath)
                    .filter(file -> NAME.matcher(file.getName()).matches())
                    .toList();
            long newest =
                    files.stream().mapToLong(IcebergMetadata::number).max().orElse(0);
            List<Path> candidates =
                    files.stream().filter(file -> number(file) == newest).toList();
            if (candidates.size() > 1) {
                throw new UnreadableSourceException(
                        path,
                        "two of its metadata files may be the newest: %s, %s"
                                .formatted(
                                        candidates.get(0).getName(),
                                        candidates.get(1).getName()),
                        "name the one its catalog has: --format iceberg --input " + candidates.get(0));
            }
            return candidates.stream().findFirst();
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableSourceException(
                    path,
                    "cannot be looked at: " + e.getMessage(),
                    "check its scheme, its spelling and your rights",
                    e);
        }
    }

    private static long number(Path file) {
        Matcher name = NAME.matcher(file.getName());
        return name.matches() ? Long.parseLong(name.group(1)) : 0;
    }
}
