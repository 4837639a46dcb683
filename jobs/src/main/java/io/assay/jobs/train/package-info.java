/**
 * {@code assay train}: trains an MLlib model on its own point-in-time training set, evaluates it on later labels, and
 * stores it.
 */
@NullMarked
package io.assay.jobs.train;

import org.jspecify.annotations.NullMarked;
