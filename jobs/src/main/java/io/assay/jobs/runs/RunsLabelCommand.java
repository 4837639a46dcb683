package io.assay.jobs.runs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.jobs.cli.Job;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.cli.JobResult;
import io.assay.jobs.failure.DataException;
import io.assay.jobs.failure.UsageException;
import io.assay.jobs.json.Json;
import io.assay.jobs.novelty.NoveltyWatch;
import io.assay.jobs.record.RunDetail;
import io.assay.jobs.record.RunRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code runs label}: says whether a batch was good or bad; only good ones teach what is usual. */
@Command(
        name = "label",
        description = "Says whether a batch was good or bad: later batches are compared with good ones only.")
final class RunsLabelCommand implements Job {
    @Parameters(index = "0", paramLabel = "ID", description = "The run's id; see 'runs list'.")
    private String run = "";

    @Parameters(index = "1", paramLabel = "good|bad", description = "good or bad.")
    private String label = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; it is stored in the log.")
    private String reason = "";

    @Override
    public JobResult run(JobContext context) {
        if (!NoveltyWatch.LABELS.contains(label)) {
            throw new UsageException(label, "is not a label", "say good or bad");
        }
        if (reason.isBlank()) {
            throw new UsageException("--reason", "is empty", "give the reason why the batch is " + label);
        }
        LoggedRun logged = new LoggedRuns(context.lookup()).find(run);
        String subject = Optional.ofNullable(logged.subject())
                .filter(name -> logged.document().hasNonNull("dataset"))
                .orElseThrow(() -> new DataException(
                        "run " + run, "is not about a batch", "only batches are labelled; see 'assay runs list'"));
        Instant now = context.environment().now();
        ObjectNode document = Json.object()
                .put("run", run)
                .put("dataset", subject)
                .put("label", label)
                .put("reason", reason);
        context.environment()
                .log()
                .annotate(new RunRecord(
                        run,
                        "runs label",
                        subject,
                        label,
                        now,
                        0,
                        document,
                        List.of(RunDetail.decision(NoveltyWatch.LABEL, label, reason, null))));
        return JobResult.done(document, "%s: run %s is labelled %s".formatted(subject, run, label));
    }
}
