package io.assay.jobs.gate;

import io.assay.definition.contract.DataContract;
import io.assay.definition.contract.Dataset;
import io.assay.definition.contract.DatasetName;
import io.assay.definition.project.Project;
import io.assay.jobs.fault.UsageFault;

/** A dataset of a project and the contract it stands in. */
public record Subject(DataContract contract, Dataset dataset) {

    public static Subject of(Project project, DatasetName name) {
        DataContract contract = project.contractOf(name)
                .orElseThrow(() -> new UsageFault(
                        "dataset " + name,
                        "no contract of project %s has it"
                                .formatted(project.settings().project()),
                        "name one of " + project.datasets().keySet()));
        Dataset dataset = contract.datasets().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
        return new Subject(contract, dataset);
    }
}
