/** Texts of a source turned into Spark's internal values, strictly: what does not parse is reported, never null. */
@NullMarked
package io.assay.validation.internal.value;

import org.jspecify.annotations.NullMarked;
