package io.assay.definition.contract;

import io.assay.definition.Name;

/** Name of a dataset, unique in a project. */
public record DatasetName(String value) implements Comparable<DatasetName> {
    public DatasetName {
        Name.checked("dataset", value);
    }

    @Override
    public int compareTo(DatasetName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
