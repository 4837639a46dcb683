package io.assay.definition.feature;

import io.assay.definition.Name;

/** Name of a feature service, unique in a project. */
public record ServiceName(String value) implements Comparable<ServiceName> {
    public ServiceName {
        Name.checked("service", value);
    }

    @Override
    public int compareTo(ServiceName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
