/** {@code assay training-set}: labels with the features as they were known at each label's time. */
@NullMarked
package io.assay.jobs.trainingset;

import org.jspecify.annotations.NullMarked;
