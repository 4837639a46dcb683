/** {@code status}: the state of the project: live versions, cursors, lag, last verdicts. */
@NullMarked
package io.assay.jobs.status;

import org.jspecify.annotations.NullMarked;
