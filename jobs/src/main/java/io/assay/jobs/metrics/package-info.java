/**
 * The command {@code metrics}: what runs measured, added up without reading a row of data. Entry:
 * {@link io.assay.jobs.metrics.StoredMeasures}.
 */
@NullMarked
package io.assay.jobs.metrics;

import org.jspecify.annotations.NullMarked;
