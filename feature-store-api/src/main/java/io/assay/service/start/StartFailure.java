package io.assay.service.start;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why the service cannot start: where, what, how to fix, and the exit code that says whose fault it is. */
public final class StartFailure extends RuntimeException {
    private final Blame blame;

    private StartFailure(Blame blame, @Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
        this.blame = blame;
    }

    /** Who has to act. */
    public enum Blame {
        PROJECT(1),
        USAGE(2),
        OUTSIDE(3);

        private final int code;

        Blame(int code) {
            this.code = code;
        }
    }

    public static StartFailure of(Blame blame, String where, String what, String fix) {
        return new StartFailure(blame, "%s: %s; %s".formatted(where, what, fix), null);
    }

    /** Several faults at once, a line each. */
    static StartFailure of(Blame blame, List<String> faults) {
        return new StartFailure(blame, String.join("\n", faults), null);
    }

    public static StartFailure of(Blame blame, @Nullable String message, Throwable cause) {
        return new StartFailure(blame, message, cause);
    }

    public int exitCode() {
        return blame.code;
    }
}
