/** {@code assay train}: an MLlib model from its own point-in-time training set, judged on later time and kept. */
@NullMarked
package io.assay.jobs.train;

import org.jspecify.annotations.NullMarked;
