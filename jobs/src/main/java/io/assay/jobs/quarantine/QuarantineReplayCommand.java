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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code quarantine replay}. */
@Command(
        name = "replay",
        description = "Validates quarantined rows again with the current contract and publishes what passes.")
final class QuarantineReplayCommand implements Job {
    @Mixin
    private final QuarantineSelection selection = new QuarantineSelection();

    @Override
    public JobResult run(JobContext context) {
        DatasetName dataset = selection.dataset(context.project());
        GateReport report =
                new QuarantineReplay(context.environment(), PublishProgress.none()).run(dataset, selection.run());
        return new JobResult(
                report.done() ? ExitCode.DONE : ExitCode.AT_FAULT, ReportJson.of(report), ReportText.of(report));
    }
}
