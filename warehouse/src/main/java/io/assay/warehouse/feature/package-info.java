/** Feature logs: their columns, and what their commits say. */
@NullMarked
package io.assay.warehouse.feature;

import org.jspecify.annotations.NullMarked;
