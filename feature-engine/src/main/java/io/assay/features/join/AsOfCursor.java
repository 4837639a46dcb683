package io.assay.features.join;

import java.io.Serializable;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** The values of one view for one key, carried forward as log rows become effective. */
interface AsOfCursor {
    /** Starts the next key. */
    void clear();

    /** A log row, in the order in which rows become effective; erases that hold at any time come before all others. */
    void accept(Row logRow);

    /** Writes the features' values at {@code micros} into {@code values}, from {@code offset} on. */
    void values(long micros, @Nullable Object[] values, int offset);

    /** Makes the state of one task. */
    interface Factory extends Serializable {
        AsOfCursor create();
    }
}
