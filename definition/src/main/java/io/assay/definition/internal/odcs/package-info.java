/**
 * Reads the Open Data Contract Standard, 3.1 and 3.0.x, into {@link io.assay.definition.contract.DataContract}. Entry:
 * {@link ContractReader}.
 */
@NullMarked
package io.assay.definition.internal.odcs;

import org.jspecify.annotations.NullMarked;
