package io.assay.lineage.received;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An event that passed the checks: of a run, or of a job or dataset alone. Takes what Marquez takes: times without a
 * zone (as UTC), nanoseconds, no {@code schemaURL}, unknown facets.
 *
 * @param id the run's; for events without one, made of the text
 * @param type {@code START RUNNING COMPLETE ABORT FAIL OTHER}, or {@code JOB}, {@code DATASET}
 * @param json the document as it came
 */
public record ReceivedEvent(
        UUID id,
        String type,
        Instant at,
        Optional<EventJob> job,
        JsonNode runFacets,
        List<EventDataset> inputs,
        List<EventDataset> outputs,
        String json) {
    /** A job as the event names it, with its facets. */
    public record EventJob(String namespace, String name, JsonNode facets) {}

    /** A dataset as the event names it; {@code facets} are all its facets, also those of its role. */
    public record EventDataset(String namespace, String name, JsonNode facets) {}

    public ReceivedEvent {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** Reads and checks one event; the first fault is thrown with its place. */
    public static ReceivedEvent parse(String json) {
        return new EventReader(json).read();
    }

    /** Whether it is about a run, and not about a job or dataset alone. */
    public boolean aboutRun() {
        return !type.equals("JOB") && !type.equals("DATASET");
    }

    static UUID idOf(String json) {
        return UUID.nameUUIDFromBytes(json.getBytes(StandardCharsets.UTF_8));
    }
}
