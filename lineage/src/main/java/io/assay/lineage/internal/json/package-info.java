/** The one JSON mapper of this module. */
@NullMarked
package io.assay.lineage.internal.json;

import org.jspecify.annotations.NullMarked;
