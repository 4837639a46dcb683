/** Documents, YAML or JSON, as trees whose every node knows its line and place. Entry: {@link DocumentNode}. */
@NullMarked
package io.assay.definition.internal.document;

import org.jspecify.annotations.NullMarked;
