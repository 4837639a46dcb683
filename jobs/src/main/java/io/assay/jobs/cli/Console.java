package io.assay.jobs.cli;

import java.io.PrintStream;

/** Where people read: progress on stderr, the document alone on stdout. */
public final class Console {
    private final PrintStream out;
    private final PrintStream err;

    public Console(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** One line of progress, on stderr. */
    public void progress(String line) {
        err.println(line);
        err.flush();
    }

    /** The document or the summary, on stdout. */
    void print(String text) {
        out.println(text);
        out.flush();
    }

    PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }
}
