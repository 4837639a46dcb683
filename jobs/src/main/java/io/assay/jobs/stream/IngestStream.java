package io.assay.jobs.stream;

import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.WriteMode;
import io.assay.jobs.failure.ExternalException;
import io.assay.jobs.failure.JobException;
import io.assay.jobs.failure.UsageException;
import io.assay.jobs.gate.BatchDataset;
import io.assay.jobs.gate.IngestOption;
import io.assay.jobs.kafka.TopicAddress;
import io.assay.jobs.publication.PublishProgress;
import io.assay.jobs.run.RunEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;

/**
 * Takes a folder's files or a topic's records through the gate as they come: each micro-batch is a batch, its id made
 * of the checkpoint and the micro-batch's number. Spark only determines what is new; it is read as {@code ingest}
 * reads.
 */
public final class IngestStream {
    /** How often in a row a source may fail that perhaps only was away, before the stream ends. */
    private static final int FAILURES = 5;

    /** Spark's error where the checkpoint has what this process was about to write. */
    private static final String TAKEN = "CONCURRENT_STREAM_LOG_UPDATE";

    private static final long PAUSE_MILLIS = 2_000;

    private final RunEnvironment environment;
    private final PublishProgress progress;

    public IngestStream(RunEnvironment environment, PublishProgress progress) {
        this.environment = environment;
        this.progress = progress;
    }

    /** Runs until the stream ends; returns what it did. */
    public StreamReport run(StreamRequest request) {
        Instant started = environment.now();
        environment.monitor().describe("start it again: it continues where it stopped");
        BatchDataset subject = BatchDataset.of(environment.project(), request.dataset());
        refuseToReplace(subject.dataset());
        StreamSource source = TopicAddress.fits(request.input())
                ? TopicSource.open(environment, subject, request.input(), request.format())
                : FolderSource.open(environment, subject, request.input(), request.format());
        MicroBatches batches = new MicroBatches(environment, progress, request, source, subject, started);
        if (request.options().contains(IngestOption.DRY_RUN)) {
            Path checkpoint = folderOfDryRun();
            try {
                run(request, source, batches, checkpoint.toString());
            } finally {
                remove(checkpoint);
            }
        } else {
            String checkpoint = checkpoint(request, source);
            source.check(checkpoint);
            run(request, source, batches, checkpoint);
        }
        return batches.report();
    }

    /** How much of a folder or topic one micro-batch has is a matter of chance: it is no state of a whole dataset. */
    private static void refuseToReplace(DatasetContract dataset) {
        if (dataset.writeMode() == WriteMode.REPLACE && !dataset.replacesPartitions()) {
            throw new UsageException(
                    "--stream",
                    "dataset %s has writeMode replace: each micro-batch would take the place of all that is published"
                            .formatted(dataset.name()),
                    "ingest each delivery as a batch, or give the dataset writeMode append or upsert");
        }
    }

    private void run(StreamRequest request, StreamSource source, MicroBatches batches, String checkpoint) {
        int failures = 0;
        try {
            while (true) {
                long before = batches.taken();
                try {
                    awaitEnd(request, source, batches, checkpoint);
                    source.ended();
                    return;
                } catch (StreamingQueryException e) {
                    RuntimeException failure = failure(source, e);
                    failures = batches.taken() > before ? 1 : failures + 1;
                    if (failures > FAILURES
                            || !(failure instanceof ExternalException)
                            || source.failure(e).isEmpty()) {
                        throw failure;
                    }
                    environment.monitor().progress(failure.getMessage() + " (trying again)");
                    pause(failure);
                }
            }
        } finally {
            batches.end();
        }
    }

    private void awaitEnd(StreamRequest request, StreamSource source, MicroBatches batches, String checkpoint)
            throws StreamingQueryException {
        try {
            StreamingQuery query = source.open()
                    .writeStream()
                    .queryName("assay ingest " + request.dataset())
                    .option("checkpointLocation", checkpoint)
                    .trigger(
                            request.end() == StreamRequest.End.AVAILABLE_NOW
                                    ? Trigger.AvailableNow()
                                    : Trigger.ProcessingTime("1 second"))
                    .foreachBatch((Dataset<Row> micro, Long number) -> batches.take(micro, number))
                    .start();
            environment.monitor().endsOnRequest(() -> batches.stop(query));
            batches.logLeftOvers(query.id());
            query.awaitTermination();
        } catch (TimeoutException e) {
            throw new ExternalException("stream of " + source.name(), "did not start in time", "try again", e);
        }
    }

    private static void pause(RuntimeException failure) {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    private static RuntimeException failure(StreamSource source, StreamingQueryException thrown) {
        JobException own = source.failure(thrown).orElse(null);
        if (own != null) {
            return own;
        }
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof SparkThrowable spark && TAKEN.equals(spark.getErrorClass())) {
                return new ExternalException(
                        "stream of " + source.name(),
                        "another process runs the same stream",
                        "let one of the two go on; nothing is lost and nothing is published twice",
                        thrown);
            }
            if (t instanceof RuntimeException ours && ours.getClass().getName().startsWith("io.assay.")) {
                return ours;
            }
        }
        return new ExternalException(
                "stream of " + source.name(),
                String.valueOf(thrown.getCause() == null ? thrown.getMessage() : thrown.getCause()),
                "fix it and start the stream again: it continues where it stopped",
                thrown);
    }

    private String checkpoint(StreamRequest request, StreamSource source) {
        return request.checkpoint().orElseGet(() -> StreamCheckpoint.of(environment, request.dataset(), source));
    }

    /** A dry run leaves nothing behind, and begins where a new stream would. */
    private static Path folderOfDryRun() {
        try {
            return new Path(Files.createTempDirectory("assay-dry-run").toUri());
        } catch (IOException e) {
            throw new ExternalException("java.io.tmpdir", "cannot be written: " + e.getMessage(), "make room there", e);
        }
    }

    private void remove(Path checkpoint) {
        try {
            checkpoint.getFileSystem(environment.hadoop()).delete(checkpoint, true);
        } catch (IOException e) {
            environment.monitor().progress("%s: cannot be removed: %s".formatted(checkpoint, e.getMessage()));
        }
    }
}
