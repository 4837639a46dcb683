/** A table's columns as they are, in one scan: states over rows, and what they amount to. */
@NullMarked
package io.assay.validation.internal.profile;

import org.jspecify.annotations.NullMarked;
