package io.assay.lineage.internal.openlineage;

import io.assay.lineage.event.ColumnLineage;
import io.assay.lineage.event.ColumnLineage.Origin;
import io.openlineage.client.OpenLineage;
import java.util.List;

/** The columnLineage facet. */
record ColumnFacets(OpenLineage types) {
    OpenLineage.ColumnLineageDatasetFacet of(ColumnLineage lineage) {
        OpenLineage.ColumnLineageDatasetFacetFieldsBuilder fields = types.newColumnLineageDatasetFacetFieldsBuilder();
        lineage.columns()
                .forEach((column, origins) -> fields.put(
                        column,
                        types.newColumnLineageDatasetFacetFieldsAdditionalBuilder()
                                .inputFields(inputs(origins))
                                .build()));
        return types.newColumnLineageDatasetFacet(fields.build(), inputs(lineage.rows()));
    }

    private List<OpenLineage.InputField> inputs(List<Origin> origins) {
        return origins.stream().map(this::input).toList();
    }

    private OpenLineage.InputField input(Origin origin) {
        OpenLineage.InputFieldTransformations transformation = types.newInputFieldTransformations(
                origin.how().direct() ? "DIRECT" : "INDIRECT",
                origin.how().name(),
                origin.expression().orElse(""),
                false);
        return types.newInputField(
                origin.dataset().namespace(), origin.dataset().name(), origin.column(), List.of(transformation));
    }
}
