package io.assay.validation.source;

import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** A source that cannot be validated at all: missing, of the wrong format, without a required column. */
public final class UnreadableSourceException extends RuntimeException {
    private final String where;
    private final String what;
    private final String fix;

    public UnreadableSourceException(String where, String what, String fix) {
        this(where, what, fix, null);
    }

    public UnreadableSourceException(String where, String what, String fix, @Nullable Throwable cause) {
        this(where, what, fix, StaleChecksum.of(where, cause), cause);
    }

    private UnreadableSourceException(
            String where, String what, String fix, Optional<StaleChecksum> stale, @Nullable Throwable cause) {
        super(
                "%s: %s; %s"
                        .formatted(
                                where,
                                stale.map(StaleChecksum::what).orElse(what),
                                stale.map(StaleChecksum::fix).orElse(fix)),
                cause);
        this.where = where;
        this.what = stale.map(StaleChecksum::what).orElse(what);
        this.fix = stale.map(StaleChecksum::fix).orElse(fix);
    }

    /** Of a file that cannot be opened, or whose first bytes cannot be read. */
    public static UnreadableSourceException of(SourceFile file, IOException cause) {
        boolean damaged = cause instanceof EOFException || cause instanceof ZipException;
        return new UnreadableSourceException(
                file.path(),
                "cannot be read: " + cause.getMessage(),
                damaged
                        ? "deliver the complete file again; nothing of it was published"
                        : "check that it exists, is complete, and that its ending names its format",
                cause);
    }

    /** The file, folder or table. */
    public String where() {
        return where;
    }

    /** What is wrong with it. */
    public String what() {
        return what;
    }

    /** How to fix it. */
    public String fix() {
        return fix;
    }
}
