/** Texts as people may see them: without secrets, and without characters that a terminal would obey. */
@NullMarked
package io.assay.definition.message;

import org.jspecify.annotations.NullMarked;
