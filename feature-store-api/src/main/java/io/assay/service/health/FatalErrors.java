package io.assay.service.health;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Takes errors after which the JVM cannot be trusted, such as too little memory: any thread may have been hit by it.
 * Liveness and readiness go down; {@code AssayService.main} then ends the process.
 */
@Component
public final class FatalErrors {
    private static final Logger LOG = LoggerFactory.getLogger(FatalErrors.class);

    private final ApplicationEventPublisher events;

    FatalErrors(ApplicationEventPublisher events) {
        this.events = events;
    }

    /** Reports an error; one that is not fatal, such as a failed assertion, is only logged. */
    public void report(Error error) {
        LOG.error("a request failed", error);
        if (error instanceof VirtualMachineError) {
            AvailabilityChangeEvent.publish(events, error, ReadinessState.REFUSING_TRAFFIC);
            AvailabilityChangeEvent.publish(events, error, LivenessState.BROKEN);
        }
    }
}
