/** {@code assay compute}: feature tables, incrementally, from what was published since. */
@NullMarked
package io.assay.jobs.compute;

import org.jspecify.annotations.NullMarked;
