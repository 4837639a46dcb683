/** Event time as microseconds, tiles and windows. */
@NullMarked
package io.assay.aggregation.time;

import org.jspecify.annotations.NullMarked;
