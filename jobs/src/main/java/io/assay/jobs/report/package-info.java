/** What a batch's report looks like in a browser: one page that needs nothing but itself. */
@NullMarked
package io.assay.jobs.report;

import org.jspecify.annotations.NullMarked;
