/**
 * What a feature value is made of: mergeable states, tiles, windows and the newest row, one implementation for Spark
 * and the service. Entry: {@link io.assay.aggregation.Aggregation}.
 */
@NullMarked
package io.assay.aggregation;

import org.jspecify.annotations.NullMarked;
