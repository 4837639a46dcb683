package io.assay.aggregation.time;

import java.time.Duration;
import java.time.Instant;

/** Instants and spans as microseconds since the epoch: what tables hold, and what all arithmetic here is done in. */
public final class Micros {
    /** After every instant: "never". */
    public static final long FOREVER = Long.MAX_VALUE;

    private Micros() {}

    /** Nanoseconds below a microsecond are cut off toward the past. */
    public static long of(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }

    public static long of(Duration span) {
        return Math.addExact(Math.multiplyExact(span.getSeconds(), 1_000_000L), span.getNano() / 1_000);
    }

    public static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    }
}
