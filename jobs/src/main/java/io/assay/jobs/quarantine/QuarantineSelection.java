package io.assay.jobs.quarantine;

import io.assay.definition.Name;
import io.assay.definition.contract.DatasetName;
import io.assay.definition.project.Project;
import io.assay.jobs.failure.UsageException;
import io.assay.jobs.gate.BatchDataset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which quarantined rows are meant; all three commands take it. */
final class QuarantineSelection {
    @Parameters(index = "0", paramLabel = "DATASET", description = "Name of a dataset of the project's contracts.")
    private String dataset = "";

    @Option(names = "--run", paramLabel = "ID", description = "Only the rows of this run; it may be a held one.")
    private @Nullable String run;

    DatasetName dataset(Project project) {
        if (!Name.fits(dataset)) {
            throw new UsageException(
                    "DATASET", "'%s' is not a name of a dataset".formatted(dataset), "'assay status' lists them");
        }
        return BatchDataset.of(project, new DatasetName(dataset)).dataset().name();
    }

    Optional<String> run() {
        return Optional.ofNullable(run);
    }
}
