package io.assay.jobs.runs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.jobs.cli.ExitCode;
import io.assay.jobs.cli.Job;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.cli.JobResult;
import io.assay.jobs.failure.UsageException;
import io.assay.jobs.gate.BatchRecord;
import io.assay.jobs.gate.GateReport;
import io.assay.jobs.gate.HeldBatch;
import io.assay.jobs.gate.ReportJson;
import io.assay.jobs.gate.ReportText;
import io.assay.jobs.ingest.Ingest;
import io.assay.jobs.ingest.IngestRequest;
import io.assay.jobs.novelty.LoggedVerdict;
import io.assay.jobs.publication.PublishProgress;
import io.assay.jobs.quarantine.QuarantineReplay;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code runs publish}: approves a held batch. On the main it was validated against it is fast-forwarded as it is; if
 * other batches were published since, it is read and validated again on what is there now, and published then.
 */
@Command(name = "publish", description = "Publishes a held batch as it is, and keeps the reason.")
final class RunsPublishCommand implements Job {
    @Parameters(index = "0", paramLabel = "ID", description = "The run's id; see 'runs list --status held'.")
    private String run = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; it is stored in the log.")
    private String reason = "";

    @Override
    public JobResult run(JobContext context) {
        if (reason.isBlank()) {
            throw new UsageException("--reason", "is empty", "give the reason why the batch may be published");
        }
        LoggedRun logged = new LoggedRuns(context.lookup()).find(run);
        HeldBatch held = new HeldBatch(context.environment(), PublishProgress.none(), run, logged.document());
        Optional<ObjectNode> document = held.approve(reason);
        if (document.isPresent()) {
            boolean nothingNew = document.get().path("status").asText().equals(GateReport.Status.NOTHING_NEW.word());
            return JobResult.done(
                    document.get(),
                    nothingNew
                            ? "%s: nothing new, run %s was published already".formatted(held.dataset(), run)
                            : "%s: published, run %s".formatted(held.dataset(), run)
                                    + untaught(context, document.get()));
        }
        context.console().progress("other batches were published since: reading and validating it again");
        GateReport report = BatchRecord.REPLAY.equals(logged.command())
                ? new QuarantineReplay(context.environment(), PublishProgress.none())
                        .approve(held.dataset(), run, reason)
                : new Ingest(context.environment(), PublishProgress.none()).report(again(held));
        ObjectNode json = ReportJson.of(report);
        return report.done()
                ? new JobResult(ExitCode.DONE, json, ReportText.of(report) + untaught(context, json))
                : new JobResult(ExitCode.AT_FAULT, json, ReportText.of(report));
    }

    /** What somebody who approves a grossly unusual batch has to know: the approval alone does not make it usual. */
    private String untaught(JobContext context, ObjectNode document) {
        return new LoggedVerdict(document.path("novelty")).wasGross()
                        && !new LoggedRuns(context.lookup()).isLabelledGood(run)
                ? ("\nit is so unusual that later batches are not compared with it until "
                                + "'assay runs label %s good --reason TEXT'")
                        .formatted(run)
                : "";
    }

    private IngestRequest again(HeldBatch held) {
        return new IngestRequest(
                held.dataset(),
                held.input(),
                Optional.of(run),
                IngestRequest.Repetition.ONCE,
                Set.of(),
                Optional.empty(),
                Optional.of(reason),
                held.at(),
                held.inputVersion());
    }
}
