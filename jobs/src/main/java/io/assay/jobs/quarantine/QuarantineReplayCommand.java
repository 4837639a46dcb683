package io.assay.jobs.quarantine;

import io.assay.definition.contract.DatasetName;
import io.assay.jobs.cli.ExitCode;
import io.assay.jobs.cli.Job;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.cli.JobResult;
import io.assay.jobs.gate.GateReport;
import io.assay.jobs.gate.ReportJson;
import io.assay.jobs.gate.ReportText;
import io.assay.jobs.publication.PublishProgress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code quarantine replay}. */
@Command(
        name = "replay",
        description = "Validates quarantined rows again with the current contract and publishes what passes.")
final class QuarantineReplayCommand implements Job {
    @Mixin
    private final QuarantineSelection selection = new QuarantineSelection();

    @Option(
            names = "--set",
            paramLabel = "COLUMN=EXPRESSION",
            description =
                    "Changes a value before the row is validated again: an SQL expression over its columns. Repeatable.")
    private List<String> set = List.of();

    @Option(
            names = "--where",
            paramLabel = "CONDITION",
            description = "Replays only the rows for which this SQL condition is true; the others stay.")
    private @Nullable String where;

    @Option(
            names = "--as",
            paramLabel = "NAME",
            description = "Who does it; default: the user of the operating system.")
    private String actor = System.getProperty("user.name", "unknown");

    @Override
    public JobResult run(JobContext context) {
        DatasetName dataset = selection.dataset(context.project());
        GateReport report = new QuarantineReplay(context.environment(), PublishProgress.none())
                .run(dataset, selection.run(), Patch.of(set, Optional.ofNullable(where)), actor);
        return new JobResult(
                report.done() ? ExitCode.DONE : ExitCode.AT_FAULT, ReportJson.of(report), ReportText.of(report));
    }
}
