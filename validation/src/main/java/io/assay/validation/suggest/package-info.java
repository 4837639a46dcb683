/** A contract suggested from a table's profile: each rule with its evidence. Plain Java. */
@NullMarked
package io.assay.validation.suggest;

import org.jspecify.annotations.NullMarked;
