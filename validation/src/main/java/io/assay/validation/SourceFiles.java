package io.assay.validation;

import io.assay.validation.internal.files.SourceListing;
import io.assay.validation.source.SourceFile;
import io.assay.validation.source.UnreadableSourceException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

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

    /** The same for readers that list by themselves. */
    public static void check(String path, Configuration hadoop) {
        of(path, hadoop);
    }
}
