/** Events received from other producers, checked on arrival. */
@NullMarked
package io.assay.lineage.received;

import org.jspecify.annotations.NullMarked;
