package io.assay.aggregation.window;

import io.assay.aggregation.time.Micros;
import io.assay.aggregation.time.Tiles;
import io.assay.aggregation.window.WindowPlan.Window;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Values of a window view at ascending instants, key after key: each row is merged in once, and only what a new row or
 * a hop's edge can have changed is finished again. Memory is bounded by the rows of the longest window and those not
 * due.
 *
 * <p>For each key: {@link #reset()}, then {@link #add} and {@link #at} in turn. A row may be added at any time before
 * the first instant at or after its {@code known}; rows sorted by {@code known} between the requested instants are
 * ideal. An erase of a complete key holds at any instant, so it belongs before the first {@code at}.
 */
public final class WindowCursor {
    private final WindowPlan plan;
    private final List<Window> windows;
    private final TileTree tree;
    private final PriorityQueue<WindowRow> waiting = new PriorityQueue<>(Comparator.comparingLong(WindowRow::known));
    private final long[] leaves;
    private @Nullable Object[] values;
    private boolean[] events;
    private @Nullable WindowValues answer;
    private long now;
    private long erased;

    WindowCursor(WindowPlan plan) {
        this.plan = plan;
        this.windows = plan.windows();
        this.tree = new TileTree(plan.columns().size(), plan.reach());
        this.leaves = new long[windows.size()];
        this.values = new Object[windows.size()];
        this.events = new boolean[windows.size()];
        reset();
    }

    /** Forgets everything: the next key begins. */
    public void reset() {
        tree.clear();
        waiting.clear();
        answer = null;
        now = Long.MIN_VALUE;
        erased = Long.MIN_VALUE;
    }

    /** Takes in a row of the current key. */
    public void add(WindowRow row) {
        if (row.erasesKey()) {
            if (row.sequence() > erased) {
                erased = row.sequence();
                tree.forget(erased);
                answer = null;
            }
        } else if (row.known() > now) {
            waiting.add(row);
            if (answer != null && row.known() < answer.validUntil()) {
                answer = new WindowValues(values, events, newestTile(), row.known());
            }
        } else {
            take(row);
        }
    }

    /** Values at {@code t} (microseconds), not before the previously requested instant. */
    public WindowValues at(long t) {
        if (t < now) {
            throw new IllegalArgumentException(
                    "instants must ascend, but %s comes after %s".formatted(Micros.instant(t), Micros.instant(now)));
        }
        now = t;
        if (answer != null && t < answer.validUntil()) {
            return answer;
        }
        while (!waiting.isEmpty() && waiting.peek().known() <= t) {
            take(waiting.remove());
        }
        tree.dropBefore(index(plan.horizon(t)));
        answer = evaluate(t, answer == null);
        return answer;
    }

    private void take(WindowRow row) {
        if (row.sequence() > erased) {
            tree.take(index(row.tile()), row);
            answer = null;
        }
    }

    private WindowValues evaluate(long t, boolean all) {
        values = values.clone();
        events = events.clone();
        WindowRow next = waiting.peek();
        long validUntil = next == null ? Micros.FOREVER : next.known();
        for (int i = 0; i < leaves.length; i++) {
            if (all || leaves[i] <= t) {
                finish(i, t);
            }
            validUntil = Math.min(validUntil, leaves[i]);
        }
        return new WindowValues(values, events, newestTile(), validUntil);
    }

    private void finish(int feature, long t) {
        Window window = windows.get(feature);
        long tail = index(window.tail(t));
        long oldest = tree.oldestFrom(tail);
        values[feature] = window.finish(tree.from(tail, window.column()));
        events[feature] = oldest != Long.MAX_VALUE;
        leaves[feature] = events[feature] ? window.leaves(oldest * plan.tileLength()) : Micros.FOREVER;
    }

    private long newestTile() {
        return tree.newest() * plan.tileLength();
    }

    private long index(long instant) {
        return Tiles.floor(instant, plan.tileLength()) / plan.tileLength();
    }
}
