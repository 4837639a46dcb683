package io.assay.aggregation.latest;

import io.assay.aggregation.time.Micros;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The newest row of a key at ascending instants, key after key. For each key: {@link #reset()}, then {@link #add} and
 * {@link #at} in turn; a row may be added at any time before the first instant at or after its {@code due}. An erase of
 * a complete key holds at any instant, so it belongs before the first {@code at}.
 */
public final class LatestCursor<R extends LatestRow> {
    private final LatestPlan plan;
    private final PriorityQueue<R> waiting = new PriorityQueue<>(Comparator.comparingLong(LatestRow::due));
    private final TreeMap<Long, EventVersions<R>> events = new TreeMap<>();

    private @Nullable LatestValue<R> answer;
    private long now;
    private long erased;

    LatestCursor(LatestPlan plan) {
        this.plan = plan;
        reset();
    }

    /** Forgets everything: the next key begins. */
    public void reset() {
        waiting.clear();
        events.clear();
        answer = null;
        now = Long.MIN_VALUE;
        erased = Long.MIN_VALUE;
    }

    /** Takes in a row of the current key. */
    public void add(R row) {
        answer = null;
        if (row.erasesKey()) {
            erased = Math.max(erased, row.sequence());
            events.values().forEach(versions -> versions.erase(erased));
        } else if (row.due() > now) {
            waiting.add(row);
        } else {
            take(row);
        }
    }

    /** The newest row at {@code t} (microseconds), not before the previously requested instant. */
    public LatestValue<R> at(long t) {
        if (t < now) {
            throw new IllegalArgumentException(
                    "instants must ascend, but %s comes after %s".formatted(Micros.instant(t), Micros.instant(now)));
        }
        now = t;
        if (answer == null || t >= answer.validUntil()) {
            while (!waiting.isEmpty() && waiting.peek().due() <= t) {
                take(waiting.remove());
            }
            R next = waiting.peek();
            answer = plan.answer(newest(), t, next == null ? Micros.FOREVER : next.due());
        }
        return answer;
    }

    private void take(R row) {
        if (row.sequence() > erased) {
            events.computeIfAbsent(row.eventTime(), time -> new EventVersions<>())
                    .add(row);
        }
    }

    private @Nullable R newest() {
        for (EventVersions<R> versions : events.descendingMap().values()) {
            R newest = versions.newest();
            if (newest != null) {
                return newest;
            }
        }
        return null;
    }
}
