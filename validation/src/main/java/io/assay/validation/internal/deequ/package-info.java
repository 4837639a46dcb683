/** Deequ's analyzers, behind our words: the one package that names them. */
@NullMarked
package io.assay.validation.internal.deequ;

import org.jspecify.annotations.NullMarked;
