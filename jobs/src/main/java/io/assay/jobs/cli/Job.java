package io.assay.jobs.cli;

/**
 * The work of one command. A picocli {@code @Command} class implements it; it has no field, parameter or return type of
 * Spark's, so that {@code --help} and {@code check} run without Spark.
 */
public interface Job {
    /** Does the work; whatever is thrown is reported by {@link Failure}. */
    JobResult run(JobContext context) throws Exception;
}
