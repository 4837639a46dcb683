package io.assay.lineage.internal.openlineage;

import io.assay.lineage.event.LineageDataset;
import io.assay.lineage.event.QualityAssertion;
import io.assay.lineage.event.SchemaField;
import io.assay.lineage.event.Statistics;
import io.openlineage.client.OpenLineage;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Datasets with their facets, each placed by the dataset's role. */
final class DatasetFacets {
    private final OpenLineage types;
    private final MetricFacets metrics;
    private final ColumnFacets columns;

    DatasetFacets(OpenLineage types) {
        this.types = types;
        metrics = new MetricFacets(types);
        columns = new ColumnFacets(types);
    }

    OpenLineage.InputDataset input(LineageDataset dataset) {
        OpenLineage.InputDatasetInputFacetsBuilder facets = types.newInputDatasetInputFacetsBuilder();
        dataset.statistics().ifPresent(counted -> facets.inputStatistics(inputStatistics(counted)));
        dataset.metrics().ifPresent(measured -> facets.dataQualityMetrics(metrics.ofInput(measured)));
        if (!dataset.assertions().isEmpty()) {
            facets.dataQualityAssertions(types.newDataQualityAssertionsDatasetFacet(
                    dataset.assertions().stream().map(this::assertion).toList()));
        }
        return types.newInputDatasetBuilder()
                .namespace(dataset.id().namespace())
                .name(dataset.id().name())
                .facets(shared(dataset).build())
                .inputFacets(facets.build())
                .build();
    }

    OpenLineage.OutputDataset output(LineageDataset dataset) {
        OpenLineage.DatasetFacetsBuilder facets = shared(dataset);
        dataset.metrics().ifPresent(measured -> facets.dataQualityMetrics(metrics.ofOutput(measured)));
        dataset.columns().ifPresent(origins -> facets.columnLineage(columns.of(origins)));
        OpenLineage.OutputDatasetOutputFacetsBuilder written = types.newOutputDatasetOutputFacetsBuilder();
        dataset.statistics().ifPresent(counted -> written.outputStatistics(outputStatistics(counted)));
        return types.newOutputDatasetBuilder()
                .namespace(dataset.id().namespace())
                .name(dataset.id().name())
                .facets(facets.build())
                .outputFacets(written.build())
                .build();
    }

    private OpenLineage.DatasetFacetsBuilder shared(LineageDataset dataset) {
        OpenLineage.DatasetFacetsBuilder facets = types.newDatasetFacetsBuilder();
        if (!dataset.schema().isEmpty()) {
            facets.schema(types.newSchemaDatasetFacet(fields(dataset.schema())));
        }
        dataset.version().ifPresent(version -> facets.version(types.newDatasetVersionDatasetFacet(version)));
        if (!dataset.symlinks().isEmpty()) {
            facets.symlinks(types.newSymlinksDatasetFacet(dataset.symlinks().stream()
                    .map(id -> types.newSymlinksDatasetFacetIdentifiers(id.namespace(), id.name(), "TABLE"))
                    .toList()));
        }
        return facets;
    }

    private List<OpenLineage.SchemaDatasetFacetFields> fields(List<SchemaField> schema) {
        List<OpenLineage.SchemaDatasetFacetFields> fields = new ArrayList<>();
        for (SchemaField field : schema) {
            OpenLineage.SchemaDatasetFacetFieldsBuilder builder = types.newSchemaDatasetFacetFieldsBuilder()
                    .name(field.name())
                    .type(field.type())
                    .ordinal_position((long) fields.size() + 1);
            field.description().ifPresent(builder::description);
            if (!field.fields().isEmpty()) {
                builder.fields(fields(field.fields()));
            }
            fields.add(builder.build());
        }
        return fields;
    }

    private OpenLineage.DataQualityAssertionsDatasetFacetAssertions assertion(QualityAssertion check) {
        OpenLineage.DataQualityAssertionsDatasetFacetAssertionsBuilder assertion =
                types.newDataQualityAssertionsDatasetFacetAssertionsBuilder()
                        .assertion(check.kind())
                        .name(check.name())
                        .success(check.outcome() == QualityAssertion.Outcome.PASS)
                        .severity(check.severity().word());
        check.column().ifPresent(assertion::column);
        check.expected().ifPresent(assertion::expected);
        check.actual().ifPresent(assertion::actual);
        return assertion.build();
    }

    private OpenLineage.InputStatisticsInputDatasetFacet inputStatistics(Statistics counted) {
        return types.newInputStatisticsInputDatasetFacet(
                boxed(counted.rows()), boxed(counted.bytes()), boxed(counted.files()));
    }

    private OpenLineage.OutputStatisticsOutputDatasetFacet outputStatistics(Statistics counted) {
        return types.newOutputStatisticsOutputDatasetFacet(
                boxed(counted.rows()), boxed(counted.bytes()), boxed(counted.files()));
    }

    private static @Nullable Long boxed(OptionalLong number) {
        return number.isPresent() ? (Long) number.getAsLong() : null;
    }
}
