package io.assay.jobs.compute;

import io.assay.definition.project.Project;
import io.assay.jobs.compute.ViewResult.Status;
import io.assay.warehouse.definition.DefinitionRecord;
import java.util.ArrayList;
import java.util.List;

/** The definitions that readers are to use once views were computed. */
final class ComputedDefinitions {
    private ComputedDefinitions() {}

    /** The views that have data, the contracts of their datasets, and all entities and services. */
    static List<DefinitionRecord> of(Project project, List<ViewResult> results) {
        List<DefinitionRecord> rows = new ArrayList<>();
        project.entities().values().forEach(entity -> rows.add(DefinitionRecord.of(entity)));
        for (ViewResult result : results) {
            if (result.status() != Status.NO_DATA) {
                rows.add(DefinitionRecord.liveView(result.view(), result.types()));
                project.contractOf(result.view().source().dataset())
                        .ifPresent(contract -> rows.add(DefinitionRecord.of(contract)));
            }
        }
        project.services().values().forEach(service -> rows.add(DefinitionRecord.of(service)));
        return rows;
    }
}
