/** Bytes of states and of rows in a store: one writer, one reader that checks every bound. */
@NullMarked
package io.assay.aggregation.codec;

import org.jspecify.annotations.NullMarked;
