/** Finds an input's files and recognises their format. */
@NullMarked
package io.assay.validation.internal.files;

import org.jspecify.annotations.NullMarked;
