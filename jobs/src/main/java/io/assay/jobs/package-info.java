/** What {@code spark-submit} runs: one entry point, {@link io.assay.jobs.Assay}, one command a job. */
@NullMarked
package io.assay.jobs;

import org.jspecify.annotations.NullMarked;
