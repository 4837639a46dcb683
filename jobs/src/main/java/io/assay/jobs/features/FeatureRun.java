package io.assay.jobs.features;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.cli.JobLineage;
import io.assay.jobs.record.RunDetail;
import io.assay.jobs.record.RunRecord;
import io.assay.lineage.LineageRun;
import io.assay.lineage.event.LineageDataset;
import io.assay.lineage.event.LineageJob;
import io.assay.lineage.event.RunResult;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** One run of a command that works on features: its id, its lineage from START to its end, its entry in the log. */
public final class FeatureRun {
    private final JobContext context;
    private final String command;
    private final String subject;
    private final String id;
    private final Instant started;
    private final LineageRun lineage;

    private FeatureRun(JobContext context, String command, String subject, List<LineageDataset> inputs) {
        this.context = context;
        this.command = command;
        this.subject = subject;
        this.started = context.clock().instant();
        this.id = "%s-%s-%s"
                .formatted(
                        command,
                        started.truncatedTo(ChronoUnit.SECONDS).toString().replaceAll("[-:]", ""),
                        UUID.randomUUID().toString().substring(0, 8));
        this.lineage = new JobLineage(command, subject, id, started)
                .begin(context, context.lineage(), LineageJob.Processing.BATCH, inputs);
    }

    /**
     * Says START.
     *
     * @param subjects what the command was called for; empty for everything
     */
    public static FeatureRun start(
            JobContext context, String command, List<String> subjects, List<LineageDataset> inputs) {
        return new FeatureRun(context, command, String.join("+", subjects), inputs);
    }

    public String id() {
        return id;
    }

    public double seconds() {
        return Duration.between(started, context.clock().instant()).toMillis() / 1e3;
    }

    /** Ends a document with when the run began and how long it took. */
    public void times(ObjectNode document) {
        document.put("started", started.toString()).put("seconds", seconds());
    }

    /** Says COMPLETE and writes the log. */
    public void completed(String status, ObjectNode document, RunResult result, RunDetail... lines) {
        lineage.complete(context.clock().instant(), result);
        log(status, document, result, List.of(lines));
    }

    /** Says FAIL and writes the log. */
    public void failed(RunResult result, Throwable cause) {
        lineage.fail(context.clock().instant(), result, cause);
        ObjectNode document = new ObjectMapper().createObjectNode();
        document.put("run", id).put("status", "failed").put("reason", String.valueOf(cause.getMessage()));
        times(document);
        try {
            log("failed", document, result, List.of());
        } catch (RuntimeException alsoWrong) {
            cause.addSuppressed(alsoWrong);
        }
    }

    private void log(String status, ObjectNode document, RunResult result, List<RunDetail> lines) {
        ObjectNode body = document.deepCopy();
        ArrayNode inputs = body.putArray("inputs");
        result.inputs().forEach(input -> inputs.add(input.id().name()));
        body.put("lineage_run", lineage.id().toString());
        context.log().write(new RunRecord(id, command, subject, status, started, seconds(), body, lines));
    }
}
