/** Choices that are made by measurement, as values. Entry: {@link io.assay.validation.decision.Decision}. */
@NullMarked
package io.assay.validation.decision;

import org.jspecify.annotations.NullMarked;
