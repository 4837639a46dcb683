package io.assay.lineage.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.lineage.received.ReceivedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One run, put together from its events in whatever order they come. */
final class JobRun {
    static final Comparator<JobRun> BY_AGE =
            Comparator.<JobRun, Instant>comparing(run -> run.first).thenComparing(run -> run.id.toString());

    private final UUID id;
    private final Set<NodeId> inputs = new TreeSet<>();
    private final Set<NodeId> outputs = new TreeSet<>();
    private final ObjectNode facets = JsonNodeFactory.instance.objectNode();
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;
    private @Nullable Instant started;
    private @Nullable Instant ended;
    private String state = "NEW";

    JobRun(UUID id) {
        this.id = id;
    }

    void add(ReceivedEvent event) {
        event.inputs().forEach(input -> inputs.add(JobNode.idOf(input)));
        event.outputs().forEach(output -> outputs.add(JobNode.idOf(output)));
        facets.setAll((ObjectNode) event.runFacets());
        first = first.isBefore(event.at()) ? first : event.at();
        last = last.isAfter(event.at()) ? last : event.at();
        switch (event.type()) {
            case "START" -> {
                started = event.at();
                state = ended == null ? "RUNNING" : state;
            }
            case "RUNNING" -> state = ended == null ? "RUNNING" : state;
            case "COMPLETE" -> end("COMPLETED", event.at());
            case "FAIL" -> end("FAILED", event.at());
            case "ABORT" -> end("ABORTED", event.at());
            default -> {}
        }
    }

    private void end(String word, Instant at) {
        state = word;
        ended = at;
    }

    UUID id() {
        return id;
    }

    JsonNode facets() {
        return facets;
    }

    Set<NodeId> inputs() {
        return inputs;
    }

    Set<NodeId> outputs() {
        return outputs;
    }

    boolean touchesData() {
        return !inputs.isEmpty() || !outputs.isEmpty();
    }

    /** How much its inputs and outputs say about the job: a run that completed most, one that failed least. */
    int trust() {
        return switch (state) {
            case "COMPLETED" -> 2;
            case "FAILED", "ABORTED" -> 0;
            default -> 1;
        };
    }

    JobData.RunData data() {
        JsonNode nominal = facets.path("nominalTime");
        return new JobData.RunData(
                id.toString(),
                first,
                last,
                DatasetNode.text(nominal.path("nominalStartTime")),
                DatasetNode.text(nominal.path("nominalEndTime")),
                state,
                started,
                ended,
                started != null && ended != null
                        ? (Long) Duration.between(started, ended).toMillis()
                        : null,
                DatasetNode.plain(facets));
    }
}
