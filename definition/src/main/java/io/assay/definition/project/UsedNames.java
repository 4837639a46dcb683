package io.assay.definition.project;

import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The names that a project has used, by kind, and where each was used first. */
final class UsedNames {
    private final Map<String, String> places = new HashMap<>();

    /** Whether the name is new; a fault names the first place if it is not. */
    boolean once(String kind, String name, DocumentNode node, FaultCollector faults) {
        String first = places.putIfAbsent(kind + " " + name, "%s:%d".formatted(faults.path(), node.line()));
        if (first != null) {
            faults.add(node, "duplicate %s '%s'; first in %s".formatted(kind, name, first), "rename one of them");
        }
        return first == null;
    }

    /** The text under {@code key} of a document, whatever else is wrong with it. */
    static Optional<String> name(DocumentNode document, String key) {
        return document instanceof DocumentNode.Mapping mapping
                        && mapping.entries().get(key) instanceof DocumentNode.Scalar scalar
                ? Optional.of(scalar.text())
                : Optional.empty();
    }
}
