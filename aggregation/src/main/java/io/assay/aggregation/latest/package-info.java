/** Latest views: the newest row at an instant. Entry: {@link io.assay.aggregation.latest.LatestPlan}. */
@NullMarked
package io.assay.aggregation.latest;

import org.jspecify.annotations.NullMarked;
