/** The command {@code ingest}: files through the gate, once or as they come. */
@NullMarked
package io.assay.jobs.ingest;

import org.jspecify.annotations.NullMarked;
