/** How the columns of a source are matched with the contract's: by name, by type, and from the names of folders. */
@NullMarked
package io.assay.validation.internal.columns;

import org.jspecify.annotations.NullMarked;
