package io.assay.features.join;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Walks rows sorted by key and time, log rows before the labels of the same time, and gives each label row the values
 * carried forward to it.
 *
 * <p>In: {@code keys} columns of the key, the time in microseconds, the number of the view ({@link #LABEL} in a label
 * row), the label's index, its time, its columns as a struct, then one struct a view. Out, for each label row: index,
 * time, struct, values. A key with a null part, or a label without a time, has nulls only.
 *
 * @param keys how many columns make the key
 * @param widths how many features each view has
 */
record AsOfJoin(int keys, List<AsOfCursor.Factory> views, List<Integer> widths)
        implements MapPartitionsFunction<Row, Row> {
    static final int LABEL = Integer.MAX_VALUE;

    AsOfJoin {
        views = new ArrayList<>(views); // serializable, unlike List.copyOf's in every JDK
        widths = new ArrayList<>(widths);
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        return new Walk(rows);
    }

    private final class Walk implements Iterator<Row> {
        private final Iterator<Row> rows;
        private final List<AsOfCursor> cursors =
                views.stream().map(AsOfCursor.Factory::create).toList();
        private final int width = widths.stream().mapToInt(Integer::intValue).sum();
        private final @Nullable Object[] key = new Object[keys];
        private boolean started;
        private boolean complete;
        private @Nullable Row next;

        Walk(Iterator<Row> rows) {
            this.rows = rows;
            advance();
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Row next() {
            if (next == null) {
                throw new NoSuchElementException();
            }
            Row row = next;
            advance();
            return row;
        }

        private void advance() {
            next = null;
            while (next == null && rows.hasNext()) {
                Row row = rows.next();
                turnTo(row);
                int view = row.getInt(keys + 1);
                if (view == LABEL) {
                    next = labelled(row);
                } else {
                    cursors.get(view).accept(row.getStruct(keys + 5 + view));
                }
            }
        }

        private void turnTo(Row row) {
            boolean same = started;
            complete = true;
            for (int i = 0; i < keys; i++) {
                Object part = row.get(i);
                same = same && Objects.deepEquals(part, key[i]);
                key[i] = part;
                complete = complete && part != null;
            }
            if (!same) {
                cursors.forEach(AsOfCursor::clear);
                started = true;
            }
        }

        private Row labelled(Row row) {
            @Nullable Object[] values = new Object[3 + width];
            for (int i = 0; i < 3; i++) {
                values[i] = row.get(keys + 2 + i);
            }
            if (complete && !row.isNullAt(keys + 3)) {
                long at = row.getLong(keys + 3);
                int offset = 3;
                for (int i = 0; i < cursors.size(); i++) {
                    cursors.get(i).values(at, values, offset);
                    offset += widths.get(i);
                }
            }
            return RowFactory.create(values);
        }
    }
}
