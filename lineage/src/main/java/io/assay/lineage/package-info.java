/**
 * What ran, on what, with which verdict: OpenLineage events and the graph they make. Entry:
 * {@link io.assay.lineage.Lineage}.
 */
@NullMarked
package io.assay.lineage;

import org.jspecify.annotations.NullMarked;
