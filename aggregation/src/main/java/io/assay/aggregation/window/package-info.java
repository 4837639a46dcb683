/**
 * Window views: their state columns and the values of their features at an instant. Entry:
 * {@link io.assay.aggregation.window.WindowPlan}.
 */
@NullMarked
package io.assay.aggregation.window;

import org.jspecify.annotations.NullMarked;
