package io.assay.online.view;

import io.assay.aggregation.value.FeatureStatus;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The values of one key of one view, encoded as JSON and ready to be copied into a response. Immutable; it holds until
 * {@link #validUntil()}, unless a commit comes first, so it is read anew for each request. Arrays are shared: copy from
 * them, never into them.
 */
public final class ViewRow {
    static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    static final byte[] NO_TIME = "\"1970-01-01T00:00:00Z\"".getBytes(StandardCharsets.US_ASCII);

    private final byte[][] values;
    private final FeatureStatus[] statuses;
    private final byte[][] eventTimes;
    private final long from;
    private final long validUntil;

    ViewRow(byte[][] values, FeatureStatus[] statuses, byte[][] eventTimes, long from, long validUntil) {
        this.values = values;
        this.statuses = statuses;
        this.eventTimes = eventTimes;
        this.from = from;
        this.validUntil = validUntil;
    }

    /** Defaults, present where there is one and not found where it is null: what a key with a null part gives. */
    static ViewRow defaults(byte[][] values) {
        byte[][] times = new byte[values.length][];
        FeatureStatus[] statuses = new FeatureStatus[values.length];
        for (int i = 0; i < values.length; i++) {
            times[i] = NO_TIME;
            statuses[i] = Arrays.equals(values[i], NULL) ? FeatureStatus.NOT_FOUND : FeatureStatus.PRESENT;
        }
        return new ViewRow(values, statuses, times, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** The feature's value as JSON, {@code null} where there is none; features in the order of the view. */
    public byte[] value(int feature) {
        return values[feature];
    }

    public FeatureStatus status(int feature) {
        return statuses[feature];
    }

    /** Feast's event timestamp as JSON: of a latest row its own, of a window its newest tile's; else 1970. */
    public byte[] eventTime(int feature) {
        return eventTimes[feature];
    }

    /** Only those features, in this order; for readers that keep many rows of a view with many features. */
    public ViewRow only(List<Integer> features) {
        byte[][] someValues = new byte[features.size()][];
        byte[][] someTimes = new byte[features.size()][];
        FeatureStatus[] someStatuses = new FeatureStatus[features.size()];
        for (int i = 0; i < someValues.length; i++) {
            int feature = features.get(i);
            someValues[i] = values[feature];
            someTimes[i] = eventTimes[feature];
            someStatuses[i] = statuses[feature];
        }
        return new ViewRow(someValues, someStatuses, someTimes, from, validUntil);
    }

    public int features() {
        return values.length;
    }

    /** Microseconds since the epoch. */
    public long validUntil() {
        return validUntil;
    }

    String text(int feature) {
        return new String(values[feature], StandardCharsets.UTF_8);
    }

    long from() {
        return from;
    }

    boolean holds(long now) {
        return from <= now && now < validUntil;
    }

    /** About how many bytes it takes. */
    int weight() {
        int weight = 200;
        for (byte[] value : values) {
            weight += 32 + value.length;
        }
        return weight;
    }
}
