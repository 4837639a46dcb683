package io.assay.aggregation.state;

/**
 * The place of an event among all others of its key: by event time; of one event time by when it was available, so that
 * of two versions of an event the one known later counts; then by publication of its batch, then by place in the batch.
 *
 * @param eventTime in microseconds since the epoch
 * @param available in microseconds since the epoch; the event time where the source does not give it
 * @param sequence order of publication of the source row's batch
 * @param position place of the source row in its batch
 */
public record EventOrder(long eventTime, long available, long sequence, long position)
        implements Comparable<EventOrder> {
    /** Of an event of which only the event time is known. */
    public static EventOrder at(long eventTime) {
        return new EventOrder(eventTime, eventTime, 0, 0);
    }

    @Override
    public int compareTo(EventOrder other) {
        int order = Long.compare(eventTime, other.eventTime);
        if (order == 0) {
            order = Long.compare(available, other.available);
        }
        if (order == 0) {
            order = Long.compare(sequence, other.sequence);
        }
        return order == 0 ? Long.compare(position, other.position) : order;
    }
}
