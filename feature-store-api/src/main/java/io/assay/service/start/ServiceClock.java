package io.assay.service.start;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** Where the service's now comes from. */
public sealed interface ServiceClock {
    /** The clock, made out of the real one. */
    Clock over(Clock real);

    /** The real time. */
    record Real() implements ServiceClock {
        @Override
        public Clock over(Clock real) {
            return real;
        }
    }

    /** Starts at an instant and ticks. */
    record From(Instant start) implements ServiceClock {
        @Override
        public Clock over(Clock real) {
            return Clock.offset(real, Duration.between(real.instant(), start));
        }
    }

    /** Stands still: every answer is as of one instant. */
    record At(Instant now) implements ServiceClock {
        @Override
        public Clock over(Clock real) {
            return Clock.fixed(now, ZoneOffset.UTC);
        }
    }
}
