/** Feature logs: their rows, how they are made from a view's rows, and how far they have come. */
@NullMarked
package io.assay.features.log;

import org.jspecify.annotations.NullMarked;
