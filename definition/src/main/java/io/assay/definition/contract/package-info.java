/** Data contracts (ODCS 3.1), compiled to data that an engine can execute. */
@NullMarked
package io.assay.definition.contract;

import org.jspecify.annotations.NullMarked;
