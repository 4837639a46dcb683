package io.assay.jobs.gate;

/** The dataset moved after a replay's rows were picked: which of them are open has to be determined again. */
public final class ReplayOvertakenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ReplayOvertakenException(Exception cause) {
        super(cause.getMessage(), cause);
    }
}
