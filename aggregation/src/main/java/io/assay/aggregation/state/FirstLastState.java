package io.assay.aggregation.state;

import io.assay.definition.feature.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * The first or last value that is not null, by (event time, sequence, position). Of two values at the very same place,
 * which only hand-written rows have, the lesser counts, so that order of merging never shows.
 */
final class FirstLastState extends AggregateState {
    private @Nullable Object value;
    private long eventTime;
    private long sequence;
    private long position;

    FirstLastState(Aggregate aggregate, ValueType type) {
        super(aggregate, type);
    }

    @Override
    void take(Object taken, long eventTime, long sequence, long position) {
        offer(type().keep(taken), eventTime, sequence, position);
    }

    private void offer(Object offered, long eventTime, long sequence, long position) {
        if (value == null || beats(offered, value, eventTime, sequence, position)) {
            this.value = offered;
            this.eventTime = eventTime;
            this.sequence = sequence;
            this.position = position;
        }
    }

    private boolean beats(Object offered, Object held, long eventTime, long sequence, long position) {
        int order = Long.compare(eventTime, this.eventTime);
        if (order == 0) {
            order = Long.compare(sequence, this.sequence);
        }
        if (order == 0) {
            order = Long.compare(position, this.position);
        }
        if (order == 0) {
            return type().compare(offered, held) < 0;
        }
        return aggregate() == Aggregate.FIRST ? order < 0 : order > 0;
    }

    @Override
    void mergeSame(AggregateState other) {
        FirstLastState that = (FirstLastState) other;
        if (that.value != null) {
            offer(that.value, that.eventTime, that.sequence, that.position);
        }
    }

    @Override
    public @Nullable Object finish() {
        return value;
    }

    @Override
    void writeTo(StateWriter out) {
        out.raw(value == null ? 0 : 1);
        if (value != null) {
            out.signed(eventTime);
            out.signed(sequence);
            out.signed(position);
            type().write(out, value);
        }
    }

    @Override
    void readFrom(StateReader in) {
        value = null;
        if (in.raw() != 0) {
            eventTime = in.signed();
            sequence = in.signed();
            position = in.signed();
            value = type().read(in);
        }
    }
}
