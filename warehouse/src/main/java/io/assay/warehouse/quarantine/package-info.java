/** Tables of quarantined rows and of what became of them. */
@NullMarked
package io.assay.warehouse.quarantine;

import org.jspecify.annotations.NullMarked;
