/** Entities, feature views and feature services. */
@NullMarked
package io.assay.definition.feature;

import org.jspecify.annotations.NullMarked;
