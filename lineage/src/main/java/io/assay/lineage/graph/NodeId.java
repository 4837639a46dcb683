package io.assay.lineage.graph;

/** Names a node as Marquez does: {@code dataset:NAMESPACE:NAME}, {@code job:NAMESPACE:NAME}. */
record NodeId(LineageNode.Kind kind, String namespace, String name) implements Comparable<NodeId> {
    String text() {
        return "%s:%s:%s".formatted(kind == LineageNode.Kind.JOB ? "job" : "dataset", namespace, name);
    }

    @Override
    public int compareTo(NodeId other) {
        return text().compareTo(other.text());
    }
}
