/** The only place that names OpenLineage's client: our words to its types, and those to JSON. */
@NullMarked
package io.assay.lineage.internal.openlineage;

import org.jspecify.annotations.NullMarked;
