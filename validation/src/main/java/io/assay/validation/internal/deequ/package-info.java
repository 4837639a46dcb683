/** Deequ's analyzers, behind types of this module: the one package that names them. */
@NullMarked
package io.assay.validation.internal.deequ;

import org.jspecify.annotations.NullMarked;
