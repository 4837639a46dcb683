package io.assay.jobs.serve;

import java.time.Instant;
import java.util.Optional;

/** What a service uses as the current time. */
public sealed interface ClockOption {
    /** The service's option for it; none for the real time. */
    Optional<String> option();

    /** The real time. */
    record Real() implements ClockOption {
        @Override
        public Optional<String> option() {
            return Optional.empty();
        }
    }

    /** Starts at a given time and runs on. */
    record From(Instant start) implements ClockOption {
        @Override
        public Optional<String> option() {
            return Optional.of("--assay.clock=" + start);
        }
    }

    /** Is fixed at a given time. */
    record At(Instant now) implements ClockOption {
        @Override
        public Optional<String> option() {
            return Optional.of("--assay.at=" + now);
        }
    }
}
