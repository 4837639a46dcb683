/** Observed aggregates: what is counted and measured of rows while they are written. */
@NullMarked
package io.assay.validation.internal.scan;

import org.jspecify.annotations.NullMarked;
