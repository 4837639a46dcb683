/** Feature logs: their columns, and the metadata of their commits. */
@NullMarked
package io.assay.warehouse.feature;

import org.jspecify.annotations.NullMarked;
