/** JSON files, lines or one array, and JSON values of a contract's types, which a CSV's fields may hold as well. */
@NullMarked
package io.assay.validation.internal.json;

import org.jspecify.annotations.NullMarked;
