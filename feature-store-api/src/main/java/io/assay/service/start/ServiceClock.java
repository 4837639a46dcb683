package io.assay.service.start;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** What the service takes for the current time. */
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

    /** Starts at a given time and runs on. */
    record From(Instant start) implements ServiceClock {
        @Override
        public Clock over(Clock real) {
            return Clock.offset(real, Duration.between(real.instant(), start));
        }
    }

    /** Is fixed: every answer is as of one time. */
    record At(Instant now) implements ServiceClock {
        @Override
        public Clock over(Clock real) {
            return Clock.fixed(now, ZoneOffset.UTC);
        }
    }
}
