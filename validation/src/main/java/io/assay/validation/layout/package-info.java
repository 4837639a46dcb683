/**
 * How a table's rows lie in files, chosen by what is measured of it; values without Spark. Entry:
 * {@link io.assay.validation.layout.PartitioningPolicy}.
 */
@NullMarked
package io.assay.validation.layout;

import org.jspecify.annotations.NullMarked;
