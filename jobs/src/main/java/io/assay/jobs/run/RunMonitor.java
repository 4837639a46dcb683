package io.assay.jobs.run;

import java.util.function.Consumer;

/** Where a job reports to while it works. */
public interface RunMonitor {
    /** One line about how far the job is, for people. */
    void progress(String line);

    /** What is true from now on if the process ends: {@code the batch was not published; run it again}. */
    void describe(String state);

    /** From now on the job ends by itself, in good order, once {@code request} is run. */
    void endsOnRequest(Runnable request);

    /** A run begins that is to report its end. If the process has to end, {@code cancel} stops the run's work. */
    void begins(Runnable cancel);

    /** What reports the failure of the run if the process has to end before the run could do so itself. */
    void reportsOnEnd(Consumer<Throwable> report);

    /** The run's work is done: from now on it only reports its end, which cannot be cancelled. */
    void reports();

    /** The same for a run that failed; returns the cause to report: what stopped the process, if anything did. */
    Throwable fails(Throwable thrown);

    /** Ignores everything. */
    static RunMonitor silent() {
        return new RunMonitor() {
            @Override
            public void progress(String line) {}

            @Override
            public void describe(String state) {}

            @Override
            public void endsOnRequest(Runnable request) {}

            @Override
            public void begins(Runnable cancel) {}

            @Override
            public void reportsOnEnd(Consumer<Throwable> report) {}

            @Override
            public void reports() {}

            @Override
            public Throwable fails(Throwable thrown) {
                return thrown;
            }
        };
    }
}
