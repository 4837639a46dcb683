/**
 * Feature logs on Spark: a dataset's rows become log rows, log rows and labels become a training set. Entry type:
 * {@link io.assay.features.FeatureEngine}. Every step is pure; jobs read, write, act and time.
 */
@NullMarked
package io.assay.features;

import org.jspecify.annotations.NullMarked;
