/** Tables of published rows: the columns and snapshot properties that ingest adds. */
@NullMarked
package io.assay.warehouse.dataset;

import org.jspecify.annotations.NullMarked;
