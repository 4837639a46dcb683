package io.assay.definition.feature;

import io.assay.definition.Name;

/** Name of an entity, unique in a project. */
public record EntityName(String value) implements Comparable<EntityName> {
    public EntityName {
        Name.checked("entity", value);
    }

    @Override
    public int compareTo(EntityName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
