package io.assay.definition.project;

import io.assay.definition.internal.document.Node;

/** Finds the node to blame below another; the nearest one above it where it is not written out. */
final class Place {
    private Place() {}

    static Node of(Node node, String... keys) {
        Node place = node;
        for (String key : keys) {
            if (!(place instanceof Node.Mapping mapping) || mapping.entries().get(key) == null) {
                return place;
            }
            place = mapping.entries().get(key);
        }
        return place;
    }

    /** The item of the list under {@code key} that is the feature {@code name}. */
    static Node item(Node document, String key, String name) {
        if (of(document, key) instanceof Node.Items list) {
            for (Node item : list.items()) {
                Node called = of(item, "name");
                if (called instanceof Node.Scalar scalar && scalar.text().equals(name)) {
                    return item;
                }
            }
        }
        return of(document, key);
    }
}
