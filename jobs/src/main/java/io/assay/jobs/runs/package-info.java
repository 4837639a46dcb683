/** The commands {@code runs list|show|publish}. */
@NullMarked
package io.assay.jobs.runs;

import org.jspecify.annotations.NullMarked;
