/** SQL in definitions: syntax and column names, by a library's grammar. Entry: {@link SqlChecker}. */
@NullMarked
package io.assay.definition.internal.sql;

import org.jspecify.annotations.NullMarked;
