/** Tables that have types of their own (Parquet, Avro, ORC, Delta, Iceberg) brought to a contract's types. */
@NullMarked
package io.assay.validation.internal.table;

import org.jspecify.annotations.NullMarked;
