package io.assay.lineage.internal.openlineage;

import io.assay.lineage.event.QualityMetrics;
import io.assay.lineage.event.QualityMetrics.ColumnMetrics;
import io.openlineage.client.OpenLineage;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** The two dataQualityMetrics facets: the specification has one for inputs and one for outputs, alike in content. */
record MetricFacets(OpenLineage types) {
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
        new Setters(facts::nullCount, facts::distinctCount, facts::sum, facts::count, facts::min, facts::max)
                .set(column);
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
        new Setters(facts::nullCount, facts::distinctCount, facts::sum, facts::count, facts::min, facts::max)
                .set(column);
        if (!column.quantiles().isEmpty()) {
            OpenLineage.DataQualityMetricsDatasetFacetColumnMetricsAdditionalQuantilesBuilder quantiles =
                    types.newDataQualityMetricsDatasetFacetColumnMetricsAdditionalQuantilesBuilder();
            column.quantiles().forEach(quantiles::put);
            facts.quantiles(quantiles.build());
        }
        return facts.build();
    }

    /** What both builders of column metrics have in common. */
    private record Setters(
            Consumer<Long> nulls,
            Consumer<Long> distinct,
            Consumer<Double> sum,
            Consumer<Double> count,
            Consumer<Double> minimum,
            Consumer<Double> maximum) {

        void set(ColumnMetrics column) {
            column.nulls().ifPresent(nulls::accept);
            column.distinct().ifPresent(distinct::accept);
            set(column.sum(), sum);
            column.count().ifPresent(number -> count.accept((double) number));
            set(column.minimum(), minimum);
            set(column.maximum(), maximum);
        }

        /** JSON cannot express NaN and infinities: such a number is left out. */
        private static void set(OptionalDouble number, Consumer<Double> setter) {
            if (number.isPresent() && Double.isFinite(number.getAsDouble())) {
                setter.accept(number.getAsDouble());
            }
        }
    }
}
