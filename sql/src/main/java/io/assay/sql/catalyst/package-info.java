/**
 * Where users' SQL meets Spark's internals (Catalyst): parsing without substitution of variables, the checks on the
 * parsed and the analysed plan, ANSI mode.
 */
@NullMarked
package io.assay.sql.catalyst;

import org.jspecify.annotations.NullMarked;
