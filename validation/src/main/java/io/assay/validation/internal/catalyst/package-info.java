/**
 * Text files as a table of Spark. Spark's internal types (rows of Catalyst, scans) are used here, so that the readers
 * of each format do not need them.
 */
@NullMarked
package io.assay.validation.internal.catalyst;

import org.jspecify.annotations.NullMarked;
