package io.assay.validation;

import io.assay.validation.internal.files.SourceListing;
import io.assay.validation.source.UnreadableSourceException;
import org.apache.hadoop.conf.Configuration;

/** The files under an input's path, for readers other than the gate's: Spark's own leave out what they cannot look at. */
public final class SourceFiles {
    private SourceFiles() {}

    /**
     * Looks at all of them; nothing is read.
     *
     * @throws UnreadableSourceException if there is nothing at {@code path}, or something that cannot be read
     */
    public static void check(String path, Configuration hadoop) {
        SourceListing.of(path, hadoop);
    }
}
