/** What happened: the log of runs, the definitions they used, and their lineage events. */
@NullMarked
package io.assay.jobs.record;

import org.jspecify.annotations.NullMarked;
