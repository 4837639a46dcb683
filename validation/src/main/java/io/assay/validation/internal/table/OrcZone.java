package io.assay.validation.internal.table;

import java.io.IOException;
import java.util.SortedSet;
import java.util.TimeZone;
import java.util.TreeSet;
import org.apache.orc.Reader;
import org.apache.orc.StripeInformation;
import org.apache.orc.impl.RecordReaderImpl;

/**
 * The time zone of an ORC file's writer, which its stripes name: {@code TIMESTAMP} holds the instant at which the
 * writer's clock showed the time that is meant. Computed as ORC computes it, with {@link TimeZone}.
 */
final class OrcZone {
    /** Passes the zone to the tasks. */
    static final String SETTING = "io.assay.orc.writer.zone";

    private static final long DAY = 24L * 60 * 60 * 1000;
    private final TimeZone zone;

    private OrcZone(TimeZone zone) {
        this.zone = zone;
    }

    static OrcZone of(String id) {
        return new OrcZone(TimeZone.getTimeZone(id));
    }

    /** The zones that the stripes name, which are one unless files were put together; costs a look at each stripe. */
    static SortedSet<String> of(Reader file) throws IOException {
        SortedSet<String> zones = new TreeSet<>();
        boolean[] nothing = new boolean[file.getSchema().getMaximumId() + 1];
        nothing[0] = true;
        try (RecordReaderImpl rows = (RecordReaderImpl) file.rows(file.options().include(nothing))) {
            for (StripeInformation stripe : file.getStripes()) {
                String zone = rows.readStripeFooter(stripe).getWriterTimezone();
                zones.add(zone.isEmpty() || zone.equals("GMT") ? "UTC" : zone);
            }
        }
        return zones;
    }

    /** What the writer's clock is ahead of UTC at the epoch, in milliseconds. */
    long atEpoch() {
        return zone.getOffset(0);
    }

    /**
     * The instant at which the writer's clock showed a time; both in milliseconds as if of UTC.
     *
     * @throws IllegalArgumentException if it showed it twice or never
     */
    long instant(long shown) {
        long before = shown - zone.getOffset(shown - DAY);
        long after = shown - zone.getOffset(shown + DAY);
        boolean isBefore = before + zone.getOffset(before) == shown;
        boolean isAfter = after + zone.getOffset(after) == shown;
        if (isBefore && (!isAfter || before == after)) {
            return before;
        }
        if (isAfter && !isBefore) {
            return after;
        }
        throw new IllegalArgumentException(
                "its writer's clock (%s) showed a time twice, and which of them is meant cannot be seen: write it with the time zone UTC"
                        .formatted(zone.getID()));
    }
}
