/** Failures that end a job: where, what, how to fix, and the exit code. */
@NullMarked
package io.assay.jobs.failure;

import org.jspecify.annotations.NullMarked;
