package io.assay.jobs.cli;

import java.util.Arrays;

/** How a command ended, as a scheduler sees it. */
public enum ExitCode {
    /** Done: published, also with rows quarantined; or nothing new. */
    DONE(0),
    /** The data or the definitions are wrong, and the report says how. */
    AT_FAULT(1),
    /** Wrong usage. */
    USAGE(2),
    /** Something outside failed: worth a retry. */
    OUTSIDE(3),
    /** A bug in Assay. */
    BUG(70);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** The code of that number; {@link #BUG} for any other. */
    public static ExitCode of(int number) {
        return Arrays.stream(values())
                .filter(code -> code.number == number)
                .findFirst()
                .orElse(BUG);
    }

    public int number() {
        return number;
    }
}
