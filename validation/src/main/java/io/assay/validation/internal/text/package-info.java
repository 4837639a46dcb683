/** CSV and JSON files read record by record: typed values, what did not parse, the record as it came, its place. */
@NullMarked
package io.assay.validation.internal.text;

import org.jspecify.annotations.NullMarked;
