/** Where served values come from. */
@NullMarked
package io.assay.service.provenance;

import org.jspecify.annotations.NullMarked;
