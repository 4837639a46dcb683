package io.assay.validation.internal.rule;

import org.apache.spark.sql.Column;

/**
 * A row check as columns.
 *
 * @param broken true where the row breaks it; false or null where not
 * @param value the offending value as text
 */
record Predicate(Column broken, Column value) {}
