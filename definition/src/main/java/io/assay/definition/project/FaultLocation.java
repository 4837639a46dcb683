package io.assay.definition.project;

import io.assay.definition.internal.document.DocumentNode;

/** Finds the node below another that a fault is about; its nearest parent if it is not written out. */
final class FaultLocation {
    private FaultLocation() {}

    static DocumentNode of(DocumentNode node, String... keys) {
        DocumentNode place = node;
        for (String key : keys) {
            if (!(place instanceof DocumentNode.Mapping mapping)
                    || mapping.entries().get(key) == null) {
                return place;
            }
            place = mapping.entries().get(key);
        }
        return place;
    }

    /** The item of the list under {@code key} that is the feature {@code name}. */
    static DocumentNode item(DocumentNode document, String key, String name) {
        if (of(document, key) instanceof DocumentNode.Items list) {
            for (DocumentNode item : list.items()) {
                DocumentNode called = of(item, "name");
                if (called instanceof DocumentNode.Scalar scalar
                        && scalar.text().equals(name)) {
                    return item;
                }
            }
        }
        return of(document, key);
    }
}
