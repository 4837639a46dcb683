/** The service: features online, the catalog, quality, provenance, lineage. Entry: {@link AssayService}. */
@NullMarked
package io.assay.service;

import org.jspecify.annotations.NullMarked;
