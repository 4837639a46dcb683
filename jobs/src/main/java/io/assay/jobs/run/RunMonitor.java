package io.assay.jobs.run;

/** Where a job reports to while it works. */
public interface RunMonitor {
    /** One line about how far the job is, for people. */
    void progress(String line);

    /** What is true from now on if the process ends: {@code the batch was not published; run it again}. */
    void describe(String state);

    /** From now on the job ends by itself, in good order, once {@code request} is run. */
    void endsOnRequest(Runnable request);

    /** Ignores everything. */
    static RunMonitor silent() {
        return new RunMonitor() {
            @Override
            public void progress(String line) {}

            @Override
            public void describe(String state) {}

            @Override
            public void endsOnRequest(Runnable request) {}
        };
    }
}
