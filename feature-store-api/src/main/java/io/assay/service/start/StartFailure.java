package io.assay.service.start;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why the service cannot start: where, what, how to fix, and the exit code for its cause. */
public final class StartFailure extends RuntimeException {
    private final Kind kind;

    private StartFailure(Kind kind, @Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Who has to act. */
    public enum Kind {
        PROJECT(1),
        USAGE(2),
        OUTSIDE(3);

        private final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    public static StartFailure of(Kind kind, String where, String what, String fix) {
        return new StartFailure(kind, "%s: %s; %s".formatted(where, what, fix), null);
    }

    /** Several faults at once, a line each. */
    static StartFailure of(Kind kind, List<String> faults) {
        return new StartFailure(kind, String.join("\n", faults), null);
    }

    public static StartFailure of(Kind kind, @Nullable String message, Throwable cause) {
        return new StartFailure(kind, message, cause);
    }

    public int exitCode() {
        return kind.code;
    }
}
