/**
 * How a table is partitioned and how large its files are, chosen by measurements of it; values without Spark. Entry:
 * {@link io.assay.validation.layout.PartitioningPolicy}.
 */
@NullMarked
package io.assay.validation.layout;

import org.jspecify.annotations.NullMarked;
