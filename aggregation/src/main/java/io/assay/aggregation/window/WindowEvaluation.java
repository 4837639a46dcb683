package io.assay.aggregation.window;

import io.assay.aggregation.state.AggregateState;
import io.assay.aggregation.window.WindowPlan.Window;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Values of a window view computed from all rows of a key: one pass from the newest tile back, each row merged once.
 */
public final class WindowEvaluation {
    private final WindowPlan plan;

    WindowEvaluation(WindowPlan plan) {
        this.plan = plan;
    }

    /** Values at {@code t} (microseconds); {@code rows} are all rows of one key, in any order. */
    public WindowValues at(Iterable<? extends WindowRow> rows, long t) {
        EffectiveRows<WindowRow> effective = EffectiveRows.at(rows, t);
        List<Window> windows = plan.windows();
        @Nullable Object[] values = new Object[windows.size()];
        boolean[] events = new boolean[windows.size()];
        long validUntil = effective.nextDue();
        Merge[] merges = new Merge[plan.columns().size()];
        for (int feature : shortestFirst(t)) {
            Window window = windows.get(feature);
            int column = window.column();
            if (merges[column] == null) {
                merges[column] = new Merge(effective.rows(), column);
            }
            Merge merge = merges[column];
            merge.to(window.tail(t));
            values[feature] = window.finish(merge.state());
            if (merge.taken > 0) {
                events[feature] = true;
                validUntil = Math.min(validUntil, window.leaves(merge.oldest()));
            }
        }
        return new WindowValues(values, events, effective.newestTile(), validUntil);
    }

    /** The rows that make up one feature's value at {@code t}, newest tile first. */
    public <R extends WindowRow> List<R> contributing(Iterable<R> rows, long t, int feature) {
        long tail = plan.windows().get(feature).tail(t);
        return EffectiveRows.<R>at(rows, t).rows().stream()
                .filter(row -> row.tile() >= tail)
                .toList();
    }

    private int[] shortestFirst(long t) {
        return IntStream.range(0, plan.windows().size())
                .boxed()
                .sorted(Comparator.comparingLong(
                                (Integer i) -> plan.windows().get(i).tail(t))
                        .reversed())
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** One column's state over the newest rows, growing toward the past. */
    private static final class Merge {
        private final List<WindowRow> rows;
        private final int column;
        private final MergedState accumulator = new MergedState();
        private int taken;

        Merge(List<WindowRow> rows, int column) {
            this.rows = rows;
            this.column = column;
        }

        void to(long tail) {
            while (taken < rows.size() && rows.get(taken).tile() >= tail) {
                accumulator.add(rows.get(taken++).state(column));
            }
        }

        @Nullable AggregateState state() {
            return accumulator.state();
        }

        long oldest() {
            return rows.get(taken - 1).tile();
        }
    }
}
