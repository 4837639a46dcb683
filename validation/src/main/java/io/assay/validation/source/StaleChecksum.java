package io.assay.validation.source;

import java.util.Optional;
import org.apache.hadoop.fs.ChecksumException;
import org.jspecify.annotations.Nullable;

/**
 * Why a file cannot be read beside which Hadoop's checksum file is of other bytes: it was changed by another program.
 */
record StaleChecksum(String what, String fix) {
    /** Empty where the cause is another one, or the place is not a path. */
    static Optional<StaleChecksum> of(String file, @Nullable Throwable cause) {
        int name = file.lastIndexOf('/') + 1;
        for (Throwable t = cause; t != null && name > 0; t = t.getCause()) {
            if (t instanceof ChecksumException) {
                String checksums = "." + file.substring(name) + ".crc";
                return Optional.of(new StaleChecksum(
                        "does not have the bytes that %s beside it has the checksums of".formatted(checksums),
                        "if the file is right, delete " + file.substring(0, name) + checksums));
            }
        }
        return Optional.empty();
    }
}
