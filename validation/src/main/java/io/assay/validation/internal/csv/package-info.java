/** CSV files: split into records and fields, matched with a contract by their headers, read in parts. */
@NullMarked
package io.assay.validation.internal.csv;

import org.jspecify.annotations.NullMarked;
