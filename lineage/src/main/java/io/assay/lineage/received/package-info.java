/** Events from others: checked when they come in, whoever made them. */
@NullMarked
package io.assay.lineage.received;

import org.jspecify.annotations.NullMarked;
