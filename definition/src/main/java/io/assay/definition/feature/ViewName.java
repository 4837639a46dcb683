package io.assay.definition.feature;

import io.assay.definition.Name;

/** Name of a feature view, unique in a project. */
public record ViewName(String value) implements Comparable<ViewName> {
    public ViewName {
        Name.checked("view", value);
    }

    @Override
    public int compareTo(ViewName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
