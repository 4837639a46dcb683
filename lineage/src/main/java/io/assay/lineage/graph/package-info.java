/** The lineage graph of events, and its queries in Marquez's form. */
@NullMarked
package io.assay.lineage.graph;

import org.jspecify.annotations.NullMarked;
