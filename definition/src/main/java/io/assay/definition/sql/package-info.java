/** What SQL in definitions and commands may call: one list, used by {@code check} and by the engines. */
@NullMarked
package io.assay.definition.sql;

import org.jspecify.annotations.NullMarked;
