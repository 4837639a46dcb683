/**
 * The gate: a dataset's contract compiled to row verdicts, counters, metrics and results. Entry:
 * {@link io.assay.validation.Gate}.
 */
@NullMarked
package io.assay.validation;

import org.jspecify.annotations.NullMarked;
