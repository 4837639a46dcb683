/**
 * Reads a warehouse without Spark: for commands that only look. Entry: {@link io.assay.jobs.lookup.WarehouseLookup}.
 */
@NullMarked
package io.assay.jobs.lookup;

import org.jspecify.annotations.NullMarked;
