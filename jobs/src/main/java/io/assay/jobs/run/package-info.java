/** What every job on Spark works with, whoever starts it. */
@NullMarked
package io.assay.jobs.run;

import org.jspecify.annotations.NullMarked;
