package io.assay.aggregation.latest;

import io.assay.aggregation.value.RowKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The due rows of one key and one event time, of which the newest counts: by (known, sequence, position) among those
 * that no replace or erase of greater or equal sequence has removed. Rows that can never count again are dropped, so
 * that there is mostly one.
 */
final class EventVersions<R extends LatestRow> {
    /** Each is newer than any other of greater or equal sequence. */
    private final List<R> rows = new ArrayList<>(1);

    private @Nullable R base;

    void add(R row) {
        R before = base;
        if (row.kind() == RowKind.ADD) {
            if (before != null && row.sequence() <= before.sequence()) {
                return;
            }
        } else {
            if (before != null && !LatestPlan.newerBase(row, before)) {
                return;
            }
            base = row;
            rows.removeIf(other -> other.sequence() <= row.sequence());
            if (row.kind() == RowKind.ERASE) {
                return;
            }
        }
        for (R other : rows) {
            if (LatestPlan.newer(other, row) && other.sequence() >= row.sequence()) {
                return;
            }
        }
        rows.removeIf(other -> LatestPlan.newer(row, other) && row.sequence() >= other.sequence());
        rows.add(row);
    }

    /** Removes all rows up to a sequence. */
    void erase(long sequence) {
        rows.removeIf(row -> row.sequence() <= sequence);
        if (base != null && base.sequence() <= sequence) {
            base = null;
        }
    }

    /** The row that counts; null if there is none. */
    @Nullable R newest() {
        R newest = null;
        for (R row : rows) {
            if (newest == null || LatestPlan.newer(row, newest)) {
                newest = row;
            }
        }
        return newest;
    }

    /** All rows that count or may count again, and the replace or erase that removed others. */
    List<R> needed() {
        List<R> needed = new ArrayList<>(rows);
        if (base != null && !needed.contains(base)) {
            needed.add(base);
        }
        return needed;
    }
}
