package io.assay.validation.internal.files;

import io.assay.validation.source.SourceFile;
import io.assay.validation.source.UnreadableSourceException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The files under an input's path: a folder's in order of name, its folders' too, none that begins with . or _. */
public final class SourceListing {
    private SourceListing() {}

    /**
     * Lists them.
     *
     * @throws UnreadableSourceException if there is nothing at {@code path} or it may not be looked at
     */
    public static List<FileStatus> of(String path, Configuration hadoop) {
        Path root = new Path(path);
        try {
            FileSystem system = root.getFileSystem(hadoop);
            FileStatus[] globbed = system.globStatus(root);
            if (globbed == null || globbed.length == 0) {
                throw new FileNotFoundException(path);
            }
            List<FileStatus> files = new ArrayList<>();
            for (FileStatus status : globbed) {
                gather(system, status, files);
            }
            return files;
        } catch (FileNotFoundException e) {
            throw new UnreadableSourceException(
                    path, "there is no such file or folder", "check the path of --input", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableSourceException(
                    path,
                    "cannot be looked at: " + e.getMessage(),
                    "check its scheme, its spelling and your rights",
                    e);
        }
    }

    /** As rows name it: a local file by its plain absolute path, any other by its URI. */
    public static SourceFile file(FileStatus status) {
        return new SourceFile(
                name(status.getPath().toString()), status.getLen(), Instant.ofEpochMilli(status.getModificationTime()));
    }

    /** The name of a file by the URI that Spark gives it. */
    public static String name(String uri) {
        return uri.startsWith("file:") ? uri.replaceFirst("^file:/*", "/") : uri;
    }

    private static void gather(FileSystem system, FileStatus status, List<FileStatus> files) throws IOException {
        if (status.isFile()) {
            files.add(status);
            return;
        }
        FileStatus[] inside = system.listStatus(status.getPath(), path -> !hidden(path.getName()));
        List<FileStatus> ordered = new ArrayList<>(List.of(inside));
        ordered.sort(Comparator.comparing(entry -> entry.getPath().getName()));
        for (FileStatus entry : ordered) {
            gather(system, entry, files);
        }
    }

    private static boolean hidden(String name) {
        return name.startsWith("_") || name.startsWith(".");
    }
}
