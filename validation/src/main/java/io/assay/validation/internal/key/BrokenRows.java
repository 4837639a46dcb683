package io.assay.validation.internal.key;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Of rows in order of their keys, those that do not stay: they are near in time to one before them that stays. What is
 * kept is the times of the rows of one key that stay.
 *
 * <p>In: key, whether it has a time, the time in microseconds, whether it is published, source, position; of a key the
 * published rows first, then the last row first. Out: source and position.
 */
final class BrokenRows implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final long span;
    private final TreeSet<Long> staying = new TreeSet<>();
    private boolean untimedStays;
    private String key = "";
    private @Nullable Row next;

    BrokenRows(Iterator<Row> rows, long span) {
        this.rows = rows;
        this.span = span;
    }

    @Override
    public boolean hasNext() {
        while (next == null && rows.hasNext()) {
            Row row = rows.next();
            if (!row.getString(0).equals(key)) {
                key = row.getString(0);
                staying.clear();
                untimedStays = false;
            }
            if (!stays(row)) {
                next = RowFactory.create(row.getString(4), row.getLong(5));
            }
        }
        return next != null;
    }

    private boolean stays(Row row) {
        boolean published = row.getBoolean(3);
        if (!row.getBoolean(1)) {
            boolean first = published || !untimedStays;
            untimedStays |= !published;
            return first;
        }
        long time = row.getLong(2);
        Long before = staying.floor(time);
        Long after = staying.ceiling(time);
        boolean near = (before != null && time - before <= span) || (after != null && after - time <= span);
        if (published || !near) {
            staying.add(time);
            return true;
        }
        return false;
    }

    @Override
    public Row next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        Row broken = next;
        next = null;
        return broken;
    }
}
