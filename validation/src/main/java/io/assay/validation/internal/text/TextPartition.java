package io.assay.validation.internal.text;

import org.apache.spark.sql.connector.read.InputPartition;

/** Files that one task reads, in order. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TextPartition(TextFile[] files) implements InputPartition {
    private static final long serialVersionUID = 1;
}
