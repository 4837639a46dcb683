/** {@code explain}: where one value comes from, by the feature logs and the log of runs. */
@NullMarked
package io.assay.jobs.explain;

import org.jspecify.annotations.NullMarked;
