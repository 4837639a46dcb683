/** Finds an input's files and tells their format. */
@NullMarked
package io.assay.validation.internal.files;

import org.jspecify.annotations.NullMarked;
