package io.assay.validation.internal.files;

import io.assay.validation.source.UnreadableSourceException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The formats of sources, and how a path shows its own. */
public final class SourceFormats {
    public static final Set<String> KNOWN = Set.of("csv", "json", "parquet", "avro", "orc", "delta", "iceberg");

    /** Those that have versions, and a path of their own. */
    public static final Set<String> TABLES = Set.of("delta", "iceberg");

    /** What is the matter with a folder that has no file to read. */
    public static final String EMPTY = "is an empty folder";

    private static final Map<String, String> BY_ENDING = Map.of(
            "csv", "csv", "tsv", "csv", "json", "json", "jsonl", "json", "ndjson", "json", "parquet", "parquet", "avro",
            "avro", "orc", "orc");
    private static final Set<String> COMPRESSED = Set.of("gz", "bz2", "zst", "lz4", "snappy", "deflate");

    private SourceFormats() {}

    /** The name of a format as one of {@link #KNOWN}. */
    public static String checked(String name) {
        String format = name.toLowerCase(Locale.ROOT);
        if (!KNOWN.contains(format)) {
            throw new UnreadableSourceException(
                    "format '%s'".formatted(name),
                    "there is no such format",
                    "use csv, json, parquet, avro, orc, delta or iceberg");
        }
        return format;
    }

    /** The format by the files' endings, or by what is in the folder. */
    public static String of(String path, List<FileStatus> files, Configuration hadoop) throws IOException {
        Path root = SourceListing.path(path);
        FileSystem system = root.getFileSystem(hadoop);
        if (system.exists(new Path(root, "_delta_log"))) {
            return "delta";
        }
        if (IcebergMetadata.newest(path, hadoop).isPresent()) {
            return "iceberg";
        }
        List<Optional<String>> endings = files.stream()
                .map(file -> ofName(file.getPath().getName()))
                .distinct()
                .toList();
        if (endings.size() == 1 && endings.get(0).isPresent()) {
            return endings.get(0).get();
        }
        if (files.isEmpty()) {
            throw new UnreadableSourceException(
                    path, EMPTY, "name a folder with files; those that begin with _ or . do not count");
        }
        throw new UnreadableSourceException(
                path,
                endings.size() > 1 ? "its files have several formats" : "cannot tell its format from the file name",
                "set it: --format csv, json, parquet, avro, orc, delta or iceberg");
    }

    /** Whether the file's ending says that its fields are separated by tabs. */
    public static boolean tabs(String name) {
        return ending(name).equals("tsv");
    }

    /** The format that a file's ending names, if it names one. */
    public static Optional<String> ofName(String name) {
        return Optional.ofNullable(BY_ENDING.get(ending(name)));
    }

    private static String ending(String name) {
        String rest = name.toLowerCase(Locale.ROOT);
        String last = rest.substring(rest.lastIndexOf('.') + 1);
        if (COMPRESSED.contains(last)) {
            rest = rest.substring(0, rest.length() - last.length() - 1);
            last = rest.substring(rest.lastIndexOf('.') + 1);
        }
        return last;
    }
}
