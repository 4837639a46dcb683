/** The one JSON mapper of this module. */
@NullMarked
package io.assay.warehouse.json;

import org.jspecify.annotations.NullMarked;
