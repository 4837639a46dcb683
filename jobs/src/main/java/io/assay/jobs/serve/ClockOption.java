package io.assay.jobs.serve;

import java.time.Instant;
import java.util.Optional;

/** What a service takes for now. */
public sealed interface ClockOption {
    /** The option that tells the service so; none where it need not be told. */
    Optional<String> option();

    /** The real time. */
    record Real() implements ClockOption {
        @Override
        public Optional<String> option() {
            return Optional.empty();
        }
    }

    /** Starts at an instant and ticks. */
    record From(Instant start) implements ClockOption {
        @Override
        public Optional<String> option() {
            return Optional.of("--assay.clock=" + start);
        }
    }

    /** Stands still at an instant. */
    record At(Instant now) implements ClockOption {
        @Override
        public Optional<String> option() {
            return Optional.of("--assay.at=" + now);
        }
    }
}
