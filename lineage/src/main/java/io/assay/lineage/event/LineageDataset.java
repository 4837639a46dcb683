package io.assay.lineage.event;

import java.util.List;
import java.util.Optional;

/**
 * A dataset as one run saw it. The same value serves as input and output; each facet goes where the specification puts
 * it for that role. Refine it: {@code LineageDataset.at(path).withSchema(fields).withVersion("7")}.
 *
 * @param symlinks other names of the same data, such as the table name {@code datasets.flights}
 * @param version the table's version or snapshot as text
 * @param assertions what was checked on it, with the outcome
 * @param columns where its columns come from (outputs only)
 */
public record LineageDataset(
        DatasetId id,
        List<DatasetId> symlinks,
        List<SchemaField> schema,
        Optional<String> version,
        Optional<Statistics> statistics,
        Optional<QualityMetrics> metrics,
        List<QualityAssertion> assertions,
        Optional<ColumnLineage> columns) {
    public LineageDataset {
        symlinks = List.copyOf(symlinks);
        schema = List.copyOf(schema);
        assertions = List.copyOf(assertions);
    }

    public static LineageDataset of(DatasetId id) {
        return new LineageDataset(
                id,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /** A file, folder, table path or topic; see {@link DatasetId#at}. */
    public static LineageDataset at(String location) {
        return of(DatasetId.at(location));
    }

    /**
     * A table of a warehouse at its path, with its table name.
     *
     * @param warehouse namespace of the table's name
     * @param table such as {@code datasets.flights}
     */
    public static LineageDataset table(String location, String warehouse, String table) {
        DatasetId home = DatasetId.at(warehouse);
        String namespace =
                home.namespace().equals("file") ? "file:" + home.name() : home.namespace() + "/" + home.name();
        return at(location).withSymlink(new DatasetId(namespace, table));
    }

    public LineageDataset withSymlink(DatasetId other) {
        return new LineageDataset(id, List.of(other), schema, version, statistics, metrics, assertions, columns);
    }

    public LineageDataset withSchema(List<SchemaField> fields) {
        return new LineageDataset(id, symlinks, fields, version, statistics, metrics, assertions, columns);
    }

    public LineageDataset withVersion(String text) {
        return new LineageDataset(id, symlinks, schema, Optional.of(text), statistics, metrics, assertions, columns);
    }

    public LineageDataset withStatistics(Statistics counted) {
        return new LineageDataset(id, symlinks, schema, version, Optional.of(counted), metrics, assertions, columns);
    }

    public LineageDataset withMetrics(QualityMetrics measured) {
        return new LineageDataset(
                id, symlinks, schema, version, statistics, Optional.of(measured), assertions, columns);
    }

    public LineageDataset withAssertions(List<QualityAssertion> checked) {
        return new LineageDataset(id, symlinks, schema, version, statistics, metrics, checked, columns);
    }

    public LineageDataset withColumns(ColumnLineage origins) {
        return new LineageDataset(id, symlinks, schema, version, statistics, metrics, assertions, Optional.of(origins));
    }
}
