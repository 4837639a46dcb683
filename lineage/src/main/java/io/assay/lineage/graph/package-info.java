/** The lineage graph that events make, and its queries in Marquez's shapes. */
@NullMarked
package io.assay.lineage.graph;

import org.jspecify.annotations.NullMarked;
