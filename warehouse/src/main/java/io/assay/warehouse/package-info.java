/**
 * The storage contract: where a warehouse keeps what, and which columns and documents are there. Jobs write by it, the
 * service reads by it. Entry: {@link io.assay.warehouse.WarehouseLayout}.
 */
@NullMarked
package io.assay.warehouse;

import org.jspecify.annotations.NullMarked;
