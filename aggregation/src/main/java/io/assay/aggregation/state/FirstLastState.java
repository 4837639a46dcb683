package io.assay.aggregation.state;

import io.assay.aggregation.codec.ByteReader;
import io.assay.aggregation.codec.ByteWriter;
import io.assay.definition.feature.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * The first or last value that is not null, by {@link EventOrder}. Of two values at the very same place, which only
 * hand-written rows have, the lesser counts, so that the order of merging never shows.
 */
final class FirstLastState extends AggregateState {
    /** The form that has no availability; such events count as available at their event time. */
    private static final int WITHOUT_AVAILABLE = 1;

    private static final EventOrder NOWHERE = EventOrder.at(0);

    private @Nullable Object value;
    private EventOrder place = NOWHERE;

    FirstLastState(Aggregate aggregate, ValueType type) {
        super(aggregate, type);
    }

    @Override
    void take(Object taken, EventOrder order) {
        offer(type().keep(taken), order);
    }

    private void offer(Object offered, EventOrder order) {
        Object current = value;
        if (current == null || beats(offered, current, order)) {
            value = offered;
            place = order;
        }
    }

    private boolean beats(Object offered, Object current, EventOrder order) {
        int compared = order.compareTo(place);
        if (compared == 0) {
            return type().compare(offered, current) < 0;
        }
        return aggregate() == Aggregate.FIRST ? compared < 0 : compared > 0;
    }

    @Override
    void mergeSame(AggregateState other) {
        FirstLastState that = (FirstLastState) other;
        if (that.value != null) {
            offer(that.value, that.place);
        }
    }

    @Override
    public @Nullable Object finish() {
        return value;
    }

    @Override
    int format() {
        return 2;
    }

    @Override
    void writeTo(ByteWriter out) {
        out.raw(value == null ? 0 : 1);
        if (value != null) {
            out.signed(place.eventTime());
            out.signed(place.available());
            out.signed(place.sequence());
            out.signed(place.position());
            type().write(out, value);
        }
    }

    @Override
    void readFrom(ByteReader in, int format) {
        value = null;
        if (in.raw() != 0) {
            long eventTime = in.signed();
            long available = format == WITHOUT_AVAILABLE ? eventTime : in.signed();
            place = new EventOrder(eventTime, available, in.signed(), in.signed());
            value = type().read(in);
        }
    }
}
