/** The command {@code maintain}. Entry: {@link io.assay.jobs.maintain.DatasetMaintenance}. */
@NullMarked
package io.assay.jobs.maintain;

import org.jspecify.annotations.NullMarked;
