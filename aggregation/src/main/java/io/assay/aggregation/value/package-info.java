/** Values of features: their types, their status, and what a log's row does to them. */
@NullMarked
package io.assay.aggregation.value;

import org.jspecify.annotations.NullMarked;
