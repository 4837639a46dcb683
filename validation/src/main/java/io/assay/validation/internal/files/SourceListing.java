package io.assay.validation.internal.files;

import io.assay.validation.source.SourceFile;
import io.assay.validation.source.UnreadableSourceException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Paths;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * The files under an input's path: a folder's in order of name, its folders' too, none that is hidden or still written.
 * A folder that links lead to again is read once.
 */
public final class SourceListing {
    /** A path with a scheme, as Hadoop understands it: {@code file:/…}, {@code s3a://…}. */
    private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:/.*", Pattern.DOTALL);

    private static final Pattern HTTP = Pattern.compile("https?:/", Pattern.CASE_INSENSITIVE);

    private SourceListing() {}

    /**
     * Lists them. What a path names exactly is that file or folder, whatever characters it has; only where there is
     * none is it a pattern.
     *
     * @throws UnreadableSourceException if there is nothing at {@code path} or it may not be looked at, also if that is
     *     so of anything in a folder
     */
    public static List<FileStatus> of(String path, Configuration hadoop) {
        if (HTTP.matcher(path).lookingAt()) { // Hadoop reads it, and takes every path for a file
            throw new UnreadableSourceException(path, "is not read over HTTP", "download it, and name the file");
        }
        try {
            Path root = path(path);
            FileSystem system = root.getFileSystem(hadoop);
            List<FileStatus> files = new ArrayList<>();
            Set<String> visited = new HashSet<>();
            for (FileStatus status : found(system, root)) {
                gather(system, status, visited, files);
            }
            return files;
        } catch (FileNotFoundException e) {
            throw new UnreadableSourceException(path, "there is no such file or folder", "check the path", e);
        } catch (FilePattern.InvalidException e) {
            throw new UnreadableSourceException(
                    path,
                    "there is no such file or folder, and it is not a valid pattern: " + e.getMessage(),
                    "check the path",
                    e);
        } catch (InvalidPathException e) {
            throw FolderListing.inexpressible(path, e);
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableSourceException(
                    path,
                    "cannot be looked at: " + e.getMessage(),
                    "check its scheme, its spelling and your rights",
                    e);
        }
    }

    /** The path as Hadoop's; without a scheme it is a plain name, whatever colons it has. */
    public static Path path(String path) {
        if (path.isBlank()) {
            throw new IllegalArgumentException("the path is empty");
        }
        return URI.matcher(path).matches() ? new Path(path) : new Path(null, null, path);
    }

    /** Opens a file, whatever characters its name has. */
    public static FSDataInputStream open(Path file, Configuration hadoop) throws IOException {
        return file.getFileSystem(readable(file, hadoop)).open(file);
    }

    /** The configuration to read a file with: see {@link #settings}. */
    public static Configuration readable(Path file, Configuration hadoop) {
        Map<String, String> settings = settings(file);
        if (settings.isEmpty()) {
            return hadoop;
        }
        Configuration own = new Configuration(hadoop);
        settings.forEach(own::set);
        return own;
    }

    /** Hadoop's local files have checksum files beside them, whose name it cannot make where there is a colon. */
    public static Map<String, String> settings(Path file) {
        boolean local = "file".equals(file.toUri().getScheme());
        return local && file.getName().indexOf(':') >= 0
                ? Map.of("fs.file.impl", RawLocalFileSystem.class.getName(), "fs.file.impl.disable.cache", "true")
                : Map.of();
    }

    /** As rows name it: a local file by its plain absolute path, any other by its URI. */
    public static SourceFile file(FileStatus status) {
        return new SourceFile(
                name(status.getPath().toString()), status.getLen(), Instant.ofEpochMilli(status.getModificationTime()));
    }

    /** The name of a file by its URI. */
    public static String name(String uri) {
        return uri.startsWith("file:") ? uri.replaceFirst("^file:/*", "/") : uri;
    }

    private static List<FileStatus> found(FileSystem system, Path root) throws IOException {
        try {
            return List.of(system.getFileStatus(root));
        } catch (FileNotFoundException e) {
            List<FileStatus> matching = FilePattern.find(system, root);
            if (matching.isEmpty()) {
                throw e;
            }
            return matching;
        }
    }

    private static void gather(FileSystem system, FileStatus status, Set<String> visited, List<FileStatus> files)
            throws IOException {
        if (status.isFile()) {
            checkRegular(status.getPath());
            files.add(status);
            return;
        }
        if (!visited.add(real(status.getPath()))) {
            return;
        }
        for (FileStatus entry : FolderListing.of(system, status.getPath(), name -> !hidden(name))) {
            gather(system, entry, visited, files);
        }
    }

    /** A pipe or a device can be read once at most, and has no size: its rows would be lost. */
    private static void checkRegular(Path file) throws IOException {
        if ("file".equals(file.toUri().getScheme())) {
            java.nio.file.Path local = Paths.get(file.toUri().getPath());
            if (Files.exists(local) && !Files.isRegularFile(local)) {
                throw new UnreadableSourceException(
                        local.toString(), "is not a regular file", "write it to a file first");
            }
        }
    }

    /** A local folder without its links: they may lead back to it. */
    private static String real(Path folder) throws IOException {
        String scheme = folder.toUri().getScheme();
        return scheme == null || scheme.equals("file")
                ? Paths.get(folder.toUri().getPath()).toRealPath().toString()
                : folder.toString();
    }

    /**
     * Whether a file or folder with that name is left out of a folder: hidden ones, and files that somebody still
     * writes.
     */
    public static boolean hidden(String name) {
        return name.startsWith("_") || name.startsWith(".") || name.endsWith(".tmp") || name.endsWith("._COPYING_");
    }
}
