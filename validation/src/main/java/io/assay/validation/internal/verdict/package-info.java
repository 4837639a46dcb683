/** Row rules as plain Java over Spark's rows: one expression gives a row's verdict, another one its reasons. */
@NullMarked
package io.assay.validation.internal.verdict;

import org.jspecify.annotations.NullMarked;
