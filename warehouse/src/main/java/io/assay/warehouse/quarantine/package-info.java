/** Tables of quarantined rows and of what happened to them. */
@NullMarked
package io.assay.warehouse.quarantine;

import org.jspecify.annotations.NullMarked;
