/** SQL that users write, run on Spark: read-only, and in definitions pure. */
@NullMarked
package io.assay.sql;

import org.jspecify.annotations.NullMarked;
