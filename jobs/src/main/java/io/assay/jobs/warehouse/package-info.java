/** Where tables are and what they are called: paths, the Iceberg catalog, Spark's session and its catalog plug-in. */
@NullMarked
package io.assay.jobs.warehouse;

import org.jspecify.annotations.NullMarked;
