/** Figures for Prometheus, by Feast's names where it has them. */
@NullMarked
package io.assay.service.metrics;

import org.jspecify.annotations.NullMarked;
