/** What is chosen by what is measured, as values. Entry: {@link io.assay.validation.decision.Decision}. */
@NullMarked
package io.assay.validation.decision;

import org.jspecify.annotations.NullMarked;
