/** The only package that uses OpenLineage's client: converts events to its types, and those to JSON. */
@NullMarked
package io.assay.lineage.internal.openlineage;

import org.jspecify.annotations.NullMarked;
