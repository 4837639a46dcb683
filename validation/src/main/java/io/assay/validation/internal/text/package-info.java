/**
 * What CSV and JSON have in common: files opened as UTF-8 bytes, the buffer that holds the current record, and the
 * interfaces between a reader of one format and the table that Spark scans.
 */
@NullMarked
package io.assay.validation.internal.text;

import org.jspecify.annotations.NullMarked;
