/** Files of lineage events. */
@NullMarked
package io.assay.warehouse.lineage;

import org.jspecify.annotations.NullMarked;
