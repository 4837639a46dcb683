/** Rules about rows as column expressions, each analysed on its own before any row is validated. */
@NullMarked
package io.assay.validation.internal.rule;

import org.jspecify.annotations.NullMarked;
