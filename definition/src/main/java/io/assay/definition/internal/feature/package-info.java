/** Reads and writes our own definitions: entities, views, services, models. */
@NullMarked
package io.assay.definition.internal.feature;

import org.jspecify.annotations.NullMarked;
