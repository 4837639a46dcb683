package io.assay.features.log;

import io.assay.aggregation.state.AggregateState;
import io.assay.aggregation.state.EventOrder;
import io.assay.aggregation.state.ValueType;
import io.assay.definition.feature.Aggregate;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Folds rows sorted by (keys, tile, known, sequence) into one row of states each.
 *
 * <p>In: the keys, tile, known, sequence, event time, available, position, run, then one column a state. Out: the keys,
 * tile, known, sequence, number of rows, their runs in order, then the states' binary forms.
 *
 * @param keys how many columns make the key
 */
record TileAggregator(int keys, List<StateCode> states) implements MapPartitionsFunction<Row, Row> {
    /** What a state is made of. */
    record StateCode(Aggregate aggregate, ValueType type) implements Serializable {
        AggregateState empty() {
            return AggregateState.empty(aggregate, type);
        }
    }

    TileAggregator {
        states = new ArrayList<>(states); // Spark's serializer cannot read List.copyOf's lists in every JDK
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        return new Walk(rows);
    }

    private final class Walk implements Iterator<Row> {
        private final Iterator<Row> rows;
        private final SortedSet<String> runs = new TreeSet<>();
        private @Nullable Row ahead;

        Walk(Iterator<Row> rows) {
            this.rows = rows;
            this.ahead = rows.hasNext() ? rows.next() : null;
        }

        @Override
        public boolean hasNext() {
            return ahead != null;
        }

        @Override
        public Row next() {
            Row first = ahead;
            if (first == null) {
                throw new NoSuchElementException();
            }
            AggregateState[] current = states.stream().map(StateCode::empty).toArray(AggregateState[]::new);
            runs.clear();
            long events = 0;
            Row row = first;
            do {
                take(current, row);
                events++;
                row = rows.hasNext() ? rows.next() : null;
            } while (row != null && sameGroup(first, row));
            ahead = row;
            return folded(first, events, current);
        }

        private void take(AggregateState[] current, Row row) {
            EventOrder order = new EventOrder(
                    row.getLong(keys + 3), row.getLong(keys + 4), row.getLong(keys + 2), row.getLong(keys + 5));
            for (int i = 0; i < current.length; i++) {
                if (!row.isNullAt(keys + 7 + i)) {
                    current[i].update(row.get(keys + 7 + i), order);
                }
            }
            if (!row.isNullAt(keys + 6)) {
                runs.add(row.getString(keys + 6));
            }
        }

        private boolean sameGroup(Row first, Row row) {
            for (int i = keys + 2; i >= 0; i--) {
                if (!Objects.deepEquals(first.get(i), row.get(i))) {
                    return false;
                }
            }
            return true;
        }

        private Row folded(Row first, long events, AggregateState[] current) {
            Object[] values = new Object[keys + 5 + current.length];
            for (int i = 0; i < keys + 3; i++) {
                values[i] = first.get(i);
            }
            values[keys + 3] = events;
            values[keys + 4] = runs.toArray(String[]::new);
            for (int i = 0; i < current.length; i++) {
                values[keys + 5 + i] = current[i].bytes();
            }
            return RowFactory.create(values);
        }
    }
}
