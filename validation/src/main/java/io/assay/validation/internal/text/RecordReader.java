package io.assay.validation.internal.text;

import java.io.Closeable;
import java.io.IOException;
import org.apache.spark.sql.catalyst.InternalRow;

/** The records of one file, one after the other. */
interface RecordReader extends Closeable {
    /** Reads the next record; false at the end. */
    boolean next() throws IOException;

    /** The record as a row, which the next one overwrites. */
    InternalRow row();
}
