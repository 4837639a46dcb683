package io.assay.definition.model;

import io.assay.definition.Name;

/** Name of a model, unique in a project. */
public record ModelName(String value) implements Comparable<ModelName> {
    public ModelName {
        Name.checked("model", value);
    }

    @Override
    public int compareTo(ModelName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
