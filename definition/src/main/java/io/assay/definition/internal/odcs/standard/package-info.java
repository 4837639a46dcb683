/**
 * The structure of the standard, version by version: which keys an element has and which values they take. Entry:
 * {@link ContractDocument}; the description itself is {@code standard.txt}.
 */
@NullMarked
package io.assay.definition.internal.odcs.standard;

import org.jspecify.annotations.NullMarked;
