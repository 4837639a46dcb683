package io.assay.lineage.internal.openlineage;

import io.assay.lineage.event.QualityMetrics;
import io.assay.lineage.event.QualityMetrics.ColumnMetrics;
import io.openlineage.client.OpenLineage;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The two dataQualityMetrics facets: the specification has one for inputs and one for outputs, alike in content. */
record MetricFacts(OpenLineage types) {
    OpenLineage.DataQualityMetricsInputDatasetFacet ofInput(QualityMetrics metrics) {
        OpenLineage.DataQualityMetricsInputDatasetFacetColumnMetricsBuilder columns =
                types.newDataQualityMetricsInputDatasetFacetColumnMetricsBuilder();
        metrics.columns().forEach((name, column) -> columns.put(name, input(column)));
        OpenLineage.DataQualityMetricsInputDatasetFacetBuilder facet =
                types.newDataQualityMetricsInputDatasetFacetBuilder().columnMetrics(columns.build());
        metrics.rows().ifPresent(facet::rowCount);
        return facet.build();
    }

    OpenLineage.DataQualityMetricsDatasetFacet ofOutput(QualityMetrics metrics) {
        OpenLineage.DataQualityMetricsDatasetFacetColumnMetricsBuilder columns =
                types.newDataQualityMetricsDatasetFacetColumnMetricsBuilder();
        metrics.columns().forEach((name, column) -> columns.put(name, output(column)));
        OpenLineage.DataQualityMetricsDatasetFacetBuilder facet =
                types.newDataQualityMetricsDatasetFacetBuilder().columnMetrics(columns.build());
        metrics.rows().ifPresent(facet::rowCount);
        return facet.build();
    }

    private OpenLineage.DataQualityMetricsInputDatasetFacetColumnMetricsAdditional input(ColumnMetrics column) {
        OpenLineage.DataQualityMetricsInputDatasetFacetColumnMetricsAdditionalBuilder facts =
                types.newDataQualityMetricsInputDatasetFacetColumnMetricsAdditionalBuilder();
        set(column.nulls(), facts::nullCount);
        set(column.distinct(), facts::distinctCount);
        set(column.sum(), facts::sum);
        column.count().ifPresent(count -> facts.count((double) count));
        set(column.minimum(), facts::min);
        set(column.maximum(), facts::max);
        if (!column.quantiles().isEmpty()) {
            OpenLineage.DataQualityMetricsInputDatasetFacetColumnMetricsAdditionalQuantilesBuilder quantiles =
                    types.newDataQualityMetricsInputDatasetFacetColumnMetricsAdditionalQuantilesBuilder();
            column.quantiles().forEach(quantiles::put);
            facts.quantiles(quantiles.build());
        }
        return facts.build();
    }

    private OpenLineage.DataQualityMetricsDatasetFacetColumnMetricsAdditional output(ColumnMetrics column) {
        OpenLineage.DataQualityMetricsDatasetFacetColumnMetricsAdditionalBuilder facts =
                types.newDataQualityMetricsDatasetFacetColumnMetricsAdditionalBuilder();
        set(column.nulls(), facts::nullCount);
        set(column.distinct(), facts::distinctCount);
        set(column.sum(), facts::sum);
        column.count().ifPresent(count -> facts.count((double) count));
        set(column.minimum(), facts::min);
        set(column.maximum(), facts::max);
        if (!column.quantiles().isEmpty()) {
            OpenLineage.DataQualityMetricsDatasetFacetColumnMetricsAdditionalQuantilesBuilder quantiles =
                    types.newDataQualityMetricsDatasetFacetColumnMetricsAdditionalQuantilesBuilder();
            column.quantiles().forEach(quantiles::put);
            facts.quantiles(quantiles.build());
        }
        return facts.build();
    }

    private static void set(OptionalLong number, Consumer<Long> setter) {
        if (number.isPresent()) {
            setter.accept(number.getAsLong());
        }
    }

    /** JSON has no NaN and no infinity: such a number is left out. */
    private static void set(OptionalDouble number, Consumer<Double> setter) {
        if (number.isPresent() && Double.isFinite(number.getAsDouble())) {
            setter.accept(number.getAsDouble());
        }
    }
}
