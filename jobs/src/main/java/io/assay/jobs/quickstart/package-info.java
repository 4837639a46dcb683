/** {@code quickstart}: the flights example from raw files to a served feature, in one JVM. */
@NullMarked
package io.assay.jobs.quickstart;

import org.jspecify.annotations.NullMarked;
