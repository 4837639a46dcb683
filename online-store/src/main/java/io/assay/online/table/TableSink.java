package io.assay.online.table;

import java.time.LocalDate;
import java.util.Iterator;
import java.util.Optional;

/** Takes in the rows of an append-only table, commit by commit; called by one thread. */
public interface TableSink {
    /** The version up to which rows are already stored, if they outlived the process. */
    default Optional<TableVersion> checkpoint() {
        return Optional.empty();
    }

    /**
     * The rows stored so far are void: all that the table holds at a version come now, then {@link #commit} with it.
     */
    void restart();

    /** Rows on the way to a version: some of a snapshot, or some of one commit. */
    void rows(Iterator<TableRow> rows);

    /** All rows up to this version have been handed over; keep them for good. */
    void commit(TableVersion version);

    /** What was handed over since the last commit is incomplete, and is handed over again. */
    default void abandon() {}

    /**
     * True if the new rows cannot be added to the stored ones: the follower then hands over the complete newest
     * snapshot.
     */
    default boolean wantsRestart() {
        return false;
    }

    /** After a restart only rows of this {@code day} or later are of use, and those without one. */
    default Optional<LocalDate> sinceDay() {
        return Optional.empty();
    }
}
