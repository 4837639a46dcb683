package io.assay.validation.internal.text;

import java.io.Closeable;
import java.io.IOException;

/** The records of one file or a part of it, one after the other, each put into a {@link RowWriter}. */
public interface RecordReader extends Closeable {
    /** Reads the next record; false at the end. */
    boolean next() throws IOException;
}
