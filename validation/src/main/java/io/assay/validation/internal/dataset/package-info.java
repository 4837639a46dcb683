/** Dataset rules: queries and counts over a batch or a dataset. */
@NullMarked
package io.assay.validation.internal.dataset;

import org.jspecify.annotations.NullMarked;
