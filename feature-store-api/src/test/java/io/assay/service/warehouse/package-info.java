/** A warehouse for tests, written with Delta Kernel. */
@NullMarked
package io.assay.service.warehouse;

import org.jspecify.annotations.NullMarked;
