/** The definitions that runs used: columns, and one definition as a record. */
@NullMarked
package io.assay.warehouse.definition;

import org.jspecify.annotations.NullMarked;
