package io.assay.jobs.features;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.jobs.commit.PendingRecord;
import io.assay.jobs.commit.PendingRecords;
import io.assay.jobs.commit.RunCommit;
import io.assay.jobs.json.Json;
import io.assay.jobs.publication.PublishProgress;
import io.assay.jobs.record.RunDetail;
import io.assay.jobs.record.RunRecord;
import io.assay.jobs.run.RunEnvironment;
import io.assay.jobs.run.RunLineage;
import io.assay.lineage.LineageRun;
import io.assay.lineage.event.LineageDataset;
import io.assay.lineage.event.LineageJob;
import io.assay.lineage.event.RunResult;
import io.assay.validation.source.UnreadableSourceException;
import java.time.Instant;
import java.util.List;

/** One run of a command that works on features: its id, its lineage from START to its end, its entry in the log. */
public final class FeatureRun {
    private final RunEnvironment environment;
    private final String command;
    private final String subject;
    private final FeatureRunId identity;
    private final LineageRun lineage;

    private FeatureRun(RunEnvironment environment, String command, String subject, List<LineageDataset> inputs) {
        this.environment = environment;
        this.command = command;
        this.subject = subject;
        this.identity = FeatureRunId.of(command, environment.now());
        this.lineage = new RunLineage(command, subject, identity.id(), identity.started())
                .start(environment, environment.lineage(), LineageJob.Processing.BATCH, inputs);
    }

    /**
     * Sends START.
     *
     * @param subjects what the command was called for; empty for everything
     */
    public static FeatureRun start(
            RunEnvironment environment, String command, List<String> subjects, List<LineageDataset> inputs) {
        return new FeatureRun(environment, command, String.join("+", subjects), inputs);
    }

    public FeatureRunId identity() {
        return identity;
    }

    public String id() {
        return identity.id();
    }

    public Instant started() {
        return identity.started();
    }

    public double seconds() {
        return identity.seconds(environment.now());
    }

    /** Ends a document with when the run began and how long it took. */
    public void times(ObjectNode document) {
        identity.times(document, environment.now());
    }

    /** What is to be reported of the run if it ends well, with this result. */
    public PendingRecord ending(String status, ObjectNode document, RunResult result, RunDetail... details) {
        return PendingRecord.of(
                record(status, document, result, List.of(details)), lineage.completion(environment.now(), result));
    }

    /** Commits the run and reports it. */
    public RunCommit commit(PublishProgress progress) {
        return new RunCommit(
                new PendingRecords(environment.warehouse(), environment.hadoop()),
                environment.log(),
                lineage::complete,
                progress);
    }

    /** Sends COMPLETE and writes the log. */
    public void completed(String status, ObjectNode document, RunResult result, RunDetail... details) {
        environment.monitor().reports();
        commit(PublishProgress.none()).report(ending(status, document, result, details));
    }

    /** Sends FAIL and writes the log. */
    public void failed(RunResult result, Throwable thrown) {
        Throwable cause = environment.monitor().fails(reported(thrown));
        lineage.fail(environment.now(), result, cause);
        ObjectNode document = Json.object();
        document.put("run", id()).put("status", "failed").put("reason", String.valueOf(cause.getMessage()));
        times(document);
        try {
            new PendingRecords(environment.warehouse(), environment.hadoop()).remove(id());
            environment.log().write(record("failed", document, result, List.of()));
        } catch (RuntimeException alsoWrong) {
            cause.addSuppressed(alsoWrong);
        }
    }

    /** A file that a task could not read is what went wrong, not the stage that Spark aborted for it. */
    private static Throwable reported(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnreadableSourceException) {
                return cause;
            }
        }
        return thrown;
    }

    private RunRecord record(String status, ObjectNode document, RunResult result, List<RunDetail> details) {
        ObjectNode body = document.deepCopy();
        ArrayNode inputs = body.putArray("inputs");
        result.inputs().forEach(input -> inputs.add(input.id().name()));
        body.put("lineage_run", lineage.id().toString());
        return new RunRecord(id(), command, subject, status, started(), seconds(), body, details);
    }
}
