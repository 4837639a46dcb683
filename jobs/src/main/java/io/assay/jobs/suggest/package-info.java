/** {@code suggest}: a contract from what rows look like, tried on these rows before it is printed. */
@NullMarked
package io.assay.jobs.suggest;

import org.jspecify.annotations.NullMarked;
