package io.assay.validation;

import io.assay.validation.internal.files.SourceListing;
import io.assay.validation.source.SourceFile;
import io.assay.validation.source.UnreadableSourceException;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * The files under an input's path, for readers other than the gate's: Spark's own leave out what they cannot look at.
 */
public final class SourceFiles {
    private SourceFiles() {}

    /**
     * All of them, in order; nothing is read.
     *
     * @throws UnreadableSourceException if there is nothing at {@code path}, or something that cannot be read
     */
    public static List<SourceFile> of(String path, Configuration hadoop) {
        return SourceListing.of(path, hadoop).stream().map(SourceListing::file).toList();
    }

    /** The one path of a file or folder, however it is spelled: absolute, with its file system. */
    public static Path path(String name, Configuration hadoop) {
        try {
            Path path = SourceListing.path(name);
            return path.getFileSystem(hadoop).makeQualified(path);
        } catch (IOException e) {
            throw new UnreadableSourceException(
                    name, "cannot be looked at: " + e.getMessage(), "check its scheme and your rights", e);
        }
    }

    /** Whether a folder's file counts, by its path within the folder. */
    public static boolean counts(String relative) {
        return Arrays.stream(relative.split("/")).noneMatch(SourceListing::hidden);
    }

    /**
     * Looks at files again that were read.
     *
     * @throws UnreadableSourceException if one of them is not the same any more: perhaps not all that was read of it is
     *     of one version
     */
    public static void mustBeUnchanged(List<SourceFile> files, Configuration hadoop) {
        files.parallelStream().forEach(file -> {
            try {
                Path path = SourceListing.path(file.path());
                FileStatus now = path.getFileSystem(hadoop).getFileStatus(path);
                if (now.getLen() != file.bytes()
                        || now.getModificationTime() != file.modified().toEpochMilli()) {
                    throw changed(
                            file,
                            "it was %,d bytes of %s, and is %,d bytes of %s"
                                    .formatted(
                                            file.bytes(),
                                            file.modified(),
                                            now.getLen(),
                                            Instant.ofEpochMilli(now.getModificationTime())));
                }
            } catch (IOException e) {
                throw changed(file, "it is not there any more");
            }
        });
    }

    private static UnreadableSourceException changed(SourceFile file, String how) {
        return new UnreadableSourceException(
                file.path(),
                "changed while it was read: " + how,
                "nothing was published; write files under another name (.tmp) and rename them when they are complete,"
                        + " then ingest again");
    }

    /** As {@link #of}, for readers that list by themselves. */
    public static void check(String path, Configuration hadoop) {
        of(path, hadoop);
    }
}
