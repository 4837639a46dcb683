/**
 * What ran, on which data, with which result: OpenLineage events and their graph. Entry:
 * {@link io.assay.lineage.Lineage}.
 */
@NullMarked
package io.assay.lineage;

import org.jspecify.annotations.NullMarked;
