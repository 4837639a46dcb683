/** Mergeable states: what has been seen of an aggregate. Entry: {@link io.assay.aggregation.state.AggregateState}. */
@NullMarked
package io.assay.aggregation.state;

import org.jspecify.annotations.NullMarked;
