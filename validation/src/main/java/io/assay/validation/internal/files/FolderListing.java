package io.assay.validation.internal.files;

import io.assay.validation.source.UnreadableSourceException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.jspecify.annotations.Nullable;

/**
 * What is in a folder. Of a local folder Hadoop leaves out, without a word, what it cannot look at: links that lead
 * nowhere, names that the JVM cannot express. Here each of them is a fault.
 */
final class FolderListing {
    private static final String ENCODING = System.getProperty("sun.jnu.encoding", "UTF-8");

    /** What decoding puts in the place of bytes that it cannot read. */
    private static final char REPLACEMENT = '\uFFFD';

    private FolderListing() {}

    /**
     * What has such a name, in order of name.
     *
     * @throws UnreadableSourceException if some of it cannot be looked at
     */
    static List<FileStatus> of(FileSystem system, org.apache.hadoop.fs.Path folder, Predicate<String> names)
            throws IOException {
        List<Path> seen = "file".equals(system.getUri().getScheme())
                ? seen(Paths.get(system.makeQualified(folder).toUri().getPath()), names)
                : List.of(); // before Hadoop looks, so that what arrives meanwhile is not missed
        List<FileStatus> entries = new ArrayList<>();
        Set<String> listed = new HashSet<>();
        for (FileStatus entry : system.listStatus(folder, path -> names.test(path.getName()))) {
            entries.add(entry);
            listed.add(entry.getPath().getName());
        }
        for (Path path : seen) {
            if (!listed.contains(path.getFileName().toString()) && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                throw leftOut(path);
            }
        }
        entries.sort(Comparator.comparing(entry -> entry.getPath().getName()));
        return entries;
    }

    /** The fault of a path that has characters beyond the encoding of file names. */
    static UnreadableSourceException inexpressible(String path, @Nullable InvalidPathException cause) {
        return ENCODING.equals("UTF-8")
                ? new UnreadableSourceException(
                        path,
                        "its name has bytes that are not UTF-8, shown as a percent sign and two hex digits",
                        "rename it",
                        cause)
                : new UnreadableSourceException(
                        path,
                        "its name has characters beyond %s, the encoding of file names in this locale"
                                .formatted(ENCODING),
                        "set LC_ALL=C.UTF-8, for Spark's executors too (spark.executorEnv.LC_ALL=C.UTF-8)",
                        cause);
    }

    private static List<Path> seen(Path folder, Predicate<String> names) throws IOException {
        List<Path> seen = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return seen;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (names.test(name)) {
                    if (name.indexOf(REPLACEMENT) >= 0 && !expressible(entry)) {
                        throw inexpressible(escaped(entry), null);
                    }
                    seen.add(entry);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return seen;
    }

    /** Whether the path as text is the same path: the character may be a file's own. */
    private static boolean expressible(Path entry) {
        try {
            return Path.of(entry.toString()).equals(entry);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** With the bytes of its name that are not ASCII as {@code %XX}. */
    private static String escaped(Path entry) {
        String path = entry.toUri().getRawPath();
        return entry.getParent() + "/" + path.substring(path.lastIndexOf('/') + 1);
    }

    private static UnreadableSourceException leftOut(Path path) throws IOException {
        return Files.isSymbolicLink(path)
                ? new UnreadableSourceException(
                        path.toString(),
                        "is a link to '%s', which is not there".formatted(Files.readSymbolicLink(path)),
                        "remove the link, or restore what it leads to")
                : new UnreadableSourceException(
                        path.toString(), "is in the folder and cannot be looked at", "check your rights, or move it");
    }
}
