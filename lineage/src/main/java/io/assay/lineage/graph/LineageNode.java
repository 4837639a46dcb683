package io.assay.lineage.graph;

import java.util.List;

/** One node of a response: a job or a dataset with its edges inside the response, sorted. */
public record LineageNode(String id, Kind type, Object data, List<Edge> inEdges, List<Edge> outEdges) {
    public enum Kind {
        DATASET,
        JOB
    }

    /** From one node's id to another's. */
    public record Edge(String origin, String destination) {}
}
