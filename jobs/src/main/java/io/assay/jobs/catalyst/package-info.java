/** What jobs need of Spark's internal types; no other package of this module uses them. */
@NullMarked
package io.assay.jobs.catalyst;

import org.jspecify.annotations.NullMarked;
