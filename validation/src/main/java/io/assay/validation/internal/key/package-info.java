/** Keys: those that must be unique, and those that must exist in another dataset. */
@NullMarked
package io.assay.validation.internal.key;

import org.jspecify.annotations.NullMarked;
