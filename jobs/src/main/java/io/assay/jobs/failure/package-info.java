/** What a job says when it cannot go on: where, what, how to fix, and whose fault it is. */
@NullMarked
package io.assay.jobs.failure;

import org.jspecify.annotations.NullMarked;
