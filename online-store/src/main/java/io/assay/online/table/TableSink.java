package io.assay.online.table;

import java.util.Iterator;
import java.util.OptionalLong;

/** Takes in the rows of an append-only table, commit by commit; called by one thread. */
public interface TableSink {
    /** The version up to which the rows are already held, if they outlived the process; then no {@link #restart}. */
    default OptionalLong held() {
        return OptionalLong.empty();
    }

    /** The rows held so far are void: all that the table holds at a version come now, then {@link #commit} with it. */
    void restart();

    /** Rows to bring up to a version: some of a snapshot, or all of one commit. */
    void rows(Iterator<TableRow> rows);

    /** All rows up to this version have been handed over. */
    void commit(TableVersion version);

    /** A restart needs only rows whose partition column {@code day} is this one or later, as {@code yyyy-MM-dd}. */
    default java.util.Optional<String> sinceDay() {
        return java.util.Optional.empty();
    }
}
