package io.assay.jobs.features;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** The id of a run of a command that works on features, and when it began. */
public record FeatureRunId(String id, Instant started) {
    /** A new one: {@code <command>-<instant>-<8 hex digits>}. */
    public static FeatureRunId of(String command, Instant started) {
        String id = "%s-%s-%s"
                .formatted(
                        command,
                        started.truncatedTo(ChronoUnit.SECONDS).toString().replaceAll("[-:]", ""),
                        UUID.randomUUID().toString().substring(0, 8));
        return new FeatureRunId(id, started);
    }

    public double seconds(Instant now) {
        return Duration.between(started, now).toMillis() / 1e3;
    }

    /** Ends a document with when the run began and how long it took. */
    public void times(ObjectNode document, Instant now) {
        document.put("started", started.toString()).put("seconds", seconds(now));
    }
}
