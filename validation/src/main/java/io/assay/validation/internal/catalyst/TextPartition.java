package io.assay.validation.internal.catalyst;

import io.assay.validation.internal.text.TextFile;
import org.apache.spark.sql.connector.read.InputPartition;

/** Files, or parts of files, that one task reads, in order. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TextPartition(TextFile[] files) implements InputPartition {
    private static final long serialVersionUID = 1;
}
