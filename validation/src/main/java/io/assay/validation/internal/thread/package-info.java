/** Threads of a validation. Entry: {@link io.assay.validation.internal.thread.ParallelTasks}. */
@NullMarked
package io.assay.validation.internal.thread;

import org.jspecify.annotations.NullMarked;
