/** Documents, YAML or JSON, as trees of nodes, each with its line and place. Entry: {@link DocumentNode}. */
@NullMarked
package io.assay.definition.internal.document;

import org.jspecify.annotations.NullMarked;
