package io.assay.jobs.gate;

import io.assay.definition.contract.DataContract;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.DatasetName;
import io.assay.definition.message.NameList;
import io.assay.definition.project.Project;
import io.assay.jobs.failure.UsageException;

/** A dataset of a project and the contract that defines it. */
public record BatchDataset(DataContract contract, DatasetContract dataset) {

    public static BatchDataset of(Project project, DatasetName name) {
        DataContract contract = project.contractOf(name)
                .orElseThrow(() -> new UsageException(
                        "dataset " + name,
                        "no contract of project %s has it"
                                .formatted(project.settings().project()),
                        project.datasets().isEmpty()
                                ? "add a contract to contracts/"
                                : "name one of "
                                        + NameList.of(project.datasets().keySet().stream()
                                                .map(DatasetName::value)
                                                .toList())));
        DatasetContract dataset = contract.datasets().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
        return new BatchDataset(contract, dataset);
    }
}
