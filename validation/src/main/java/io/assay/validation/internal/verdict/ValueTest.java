package io.assay.validation.internal.verdict;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;

/** What a rule asks of one value that is not null. Sent to executors; threadsafe. */
public interface ValueTest extends Serializable {
    boolean broken(SpecializedGetters from, int at);

    /** Whether it fails on some values. */
    default boolean mayFail() {
        return false;
    }
}
