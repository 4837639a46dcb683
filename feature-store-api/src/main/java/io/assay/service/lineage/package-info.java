/** OpenLineage events in, Marquez's queries out. */
@NullMarked
package io.assay.service.lineage;

import org.jspecify.annotations.NullMarked;
