/**
 * The storage contract: the place of every table and folder of a warehouse, its columns and its documents. Jobs write
 * by it, the service reads by it. Entry: {@link io.assay.warehouse.WarehouseLayout}.
 */
@NullMarked
package io.assay.warehouse;

import org.jspecify.annotations.NullMarked;
