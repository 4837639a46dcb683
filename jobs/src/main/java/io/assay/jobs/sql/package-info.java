/** {@code sql}: Spark SQL over the project's tables, queries only. */
@NullMarked
package io.assay.jobs.sql;

import org.jspecify.annotations.NullMarked;
