package io.assay.validation.internal.scan;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;

/** A mergeable state over rows, for {@link ObservedAggregate}. */
public interface ScanState {
    /** Takes a row in; {@code at} has the index of each requested column. */
    void add(InternalRow row, int[] at);

    /** Takes another state of the same kind in. */
    void merge(ScanState other);

    void write(DataOutputStream out) throws IOException;

    /** How a state begins, and how it is read again; sent to executors. */
    interface StateFactory extends Serializable {
        ScanState empty();

        ScanState read(DataInputStream in) throws IOException;
    }
}
