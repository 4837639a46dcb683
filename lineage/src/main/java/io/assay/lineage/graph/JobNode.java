package io.assay.lineage.graph;

import static io.assay.lineage.graph.DatasetNode.plain;
import static io.assay.lineage.graph.DatasetNode.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.assay.lineage.graph.DatasetData.Name;
import io.assay.lineage.graph.LineageNode.Kind;
import io.assay.lineage.received.ReceivedEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as the events so far describe it. Its inputs and outputs are those of its newest completed run: they may
 * change.
 */
final class JobNode {
    private static final int MOST_RUNS = 64;

    private final NodeId id;
    private final Map<UUID, JobRun> runs = new HashMap<>();
    private final Set<NodeId> declaredInputs = new TreeSet<>();
    private final Set<NodeId> declaredOutputs = new TreeSet<>();
    private JsonNode facets = JsonNodeFactory.instance.objectNode();
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;

    JobNode(NodeId id) {
        this.id = id;
    }

    NodeId id() {
        return id;
    }

    void add(ReceivedEvent.EventJob job, ReceivedEvent event) {
        first = first.isBefore(event.at()) ? first : event.at();
        if (!event.at().isBefore(last)) {
            last = event.at();
            facets = job.facets();
        }
        if (event.aboutRun()) {
            runs.computeIfAbsent(event.id(), JobRun::new).add(event);
        } else {
            event.inputs().forEach(input -> declaredInputs.add(idOf(input)));
            event.outputs().forEach(output -> declaredOutputs.add(idOf(output)));
        }
        forgetOldRuns();
    }

    /** Only the newest run and the one that describes the job are requested; some more are kept for late events. */
    private void forgetOldRuns() {
        if (runs.size() > MOST_RUNS) {
            JobRun kept = described();
            runs.values().stream()
                    .sorted(JobRun.BY_AGE)
                    .filter(run -> run != kept)
                    .limit(runs.size() / 2)
                    .toList()
                    .forEach(run -> runs.remove(run.id()));
        }
    }

    Collection<NodeId> inputs() {
        JobRun run = described();
        return run == null ? declaredInputs : run.inputs();
    }

    Collection<NodeId> outputs() {
        JobRun run = described();
        return run == null ? declaredOutputs : run.outputs();
    }

    Collection<NodeId> datasets() {
        Set<NodeId> all = new TreeSet<>(inputs());
        all.addAll(outputs());
        return all;
    }

    private @Nullable JobRun described() {
        Comparator<JobRun> trustedThenNew = Comparator.comparing(JobRun::trust).thenComparing(JobRun.BY_AGE);
        return runs.values().stream()
                .filter(JobRun::touchesData)
                .max(trustedThenNew)
                .orElse(null);
    }

    JobData data() {
        JobRun newest = runs.values().stream().max(JobRun.BY_AGE).orElse(null);
        String type = facets.path("jobType").path("processingType").asText("BATCH");
        return new JobData(
                new Name(id.namespace(), id.name()),
                type.equals("STREAMING") ? "STREAM" : type,
                id.name(),
                id.name(),
                newest == null
                        ? null
                        : text(newest.facets().path("parent").path("job").path("name")),
                first,
                last,
                id.namespace(),
                names(inputs()),
                names(outputs()),
                text(facets.path("sourceCodeLocation").path("url")),
                text(facets.path("documentation").path("description")),
                plain(facets),
                newest == null ? null : newest.data());
    }

    static NodeId idOf(ReceivedEvent.EventDataset dataset) {
        return new NodeId(Kind.DATASET, dataset.namespace(), dataset.name());
    }

    private static List<Name> names(Collection<NodeId> ids) {
        return ids.stream().map(id -> new Name(id.namespace(), id.name())).toList();
    }
}
