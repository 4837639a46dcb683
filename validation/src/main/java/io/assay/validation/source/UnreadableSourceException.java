package io.assay.validation.source;

import java.util.Optional;
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
