package io.assay.lineage.graph;

import io.assay.lineage.graph.LineageNode.Kind;
import io.assay.lineage.received.ReceivedEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The graph of what depends on what, built from the events so far. The order in which events come does not matter, nor
 * does a repeated one: of two facts the one with the later event time counts. Safe for use by several threads.
 */
public final class LineageGraph {
    private final Map<NodeId, JobNode> jobs = new TreeMap<>();
    private final Map<NodeId, DatasetNode> datasets = new TreeMap<>();
    private final Map<String, NodeId> byText = new HashMap<>();

    /** Takes in one event. */
    public synchronized void add(ReceivedEvent event) {
        event.inputs().forEach(input -> dataset(input, event));
        event.outputs().forEach(output -> dataset(output, event));
        event.job().ifPresent(job -> {
            NodeId id = new NodeId(Kind.JOB, job.namespace(), job.name());
            byText.put(id.text(), id);
            jobs.computeIfAbsent(id, any -> new JobNode(id)).add(job, event);
        });
    }

    private void dataset(ReceivedEvent.EventDataset seen, ReceivedEvent event) {
        NodeId id = new NodeId(Kind.DATASET, seen.namespace(), seen.name());
        byText.put(id.text(), id);
        for (var link : seen.facets().path("symlinks").path("identifiers")) {
            byText.putIfAbsent(
                    new NodeId(
                                    Kind.DATASET,
                                    link.path("namespace").asText(),
                                    link.path("name").asText())
                            .text(),
                    id);
        }
        datasets.computeIfAbsent(id, any -> new DatasetNode(id)).add(seen, event);
    }

    /**
     * The nodes within {@code depth} jobs of the one named, sorted by id: depth 0 is a job with its datasets, or a
     * dataset with the jobs at it. Empty if no event named that node. A dataset may also be named by one of its
     * symlinks.
     *
     * @param nodeId {@code dataset:NAMESPACE:NAME} or {@code job:NAMESPACE:NAME}
     */
    public synchronized Optional<List<LineageNode>> around(String nodeId, int depth) {
        NodeId start = byText.get(nodeId);
        if (start == null) {
            return Optional.empty();
        }
        Set<NodeId> found = reach(start, depth);
        return Optional.of(found.stream()
                .sorted(Comparator.comparing(NodeId::text))
                .map(id -> node(id, found))
                .toList());
    }

    private Set<NodeId> reach(NodeId start, int depth) {
        Map<NodeId, List<NodeId>> jobsAt = jobsByDataset();
        Map<NodeId, Integer> distance = new HashMap<>();
        Set<NodeId> found = new HashSet<>(Set.of(start));
        Deque<NodeId> open = new ArrayDeque<>();
        Collection<NodeId> first = start.kind() == Kind.JOB ? List.of(start) : jobsAt.getOrDefault(start, List.of());
        first.forEach(job -> {
            distance.put(job, 0);
            open.add(job);
        });
        while (!open.isEmpty()) {
            NodeId job = open.remove();
            found.add(job);
            for (NodeId dataset : job(job).datasets()) {
                found.add(dataset);
                if (distance.getOrDefault(job, 0) < depth) {
                    for (NodeId next : jobsAt.getOrDefault(dataset, List.of())) {
                        if (distance.putIfAbsent(next, distance.getOrDefault(job, 0) + 1) == null) {
                            open.add(next);
                        }
                    }
                }
            }
        }
        return found;
    }

    private Map<NodeId, List<NodeId>> jobsByDataset() {
        Map<NodeId, List<NodeId>> at = new HashMap<>();
        jobs.forEach((id, job) -> job.datasets()
                .forEach(dataset ->
                        at.computeIfAbsent(dataset, any -> new ArrayList<>()).add(id)));
        return at;
    }

    private LineageNode node(NodeId id, Set<NodeId> found) {
        if (id.kind() == Kind.JOB) {
            JobNode job = job(id);
            return new LineageNode(
                    id.text(),
                    id.kind(),
                    job.data(),
                    edges(job.inputs(), found, id, true),
                    edges(job.outputs(), found, id, false));
        }
        List<NodeId> writers = jobs.values().stream()
                .filter(job -> job.outputs().contains(id))
                .map(JobNode::id)
                .toList();
        List<NodeId> readers = jobs.values().stream()
                .filter(job -> job.inputs().contains(id))
                .map(JobNode::id)
                .toList();
        DatasetNode dataset = datasets.get(id);
        if (dataset == null) {
            throw new IllegalStateException("lineage: no dataset " + id.text());
        }
        return new LineageNode(
                id.text(),
                id.kind(),
                dataset.data(),
                edges(writers, found, id, true),
                edges(readers, found, id, false));
    }

    private JobNode job(NodeId id) {
        JobNode job = jobs.get(id);
        if (job == null) {
            throw new IllegalStateException("lineage: no job " + id.text());
        }
        return job;
    }

    private static List<LineageNode.Edge> edges(
            Collection<NodeId> others, Set<NodeId> found, NodeId here, boolean inward) {
        return others.stream()
                .filter(found::contains)
                .sorted()
                .map(other -> inward
                        ? new LineageNode.Edge(other.text(), here.text())
                        : new LineageNode.Edge(here.text(), other.text()))
                .toList();
    }
}
