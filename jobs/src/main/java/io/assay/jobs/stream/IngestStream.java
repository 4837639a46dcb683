package io.assay.jobs.stream;

import io.assay.jobs.failure.DataException;
import io.assay.jobs.failure.ExternalException;
import io.assay.jobs.gate.BatchDataset;
import io.assay.jobs.gate.RunId;
import io.assay.jobs.publication.PublishProgress;
import io.assay.jobs.run.RunEnvironment;
import io.assay.validation.SourceFiles;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;

/**
 * Takes a folder's files through the gate as they come: each micro-batch is a batch, its id made of the checkpoint and
 * the micro-batch's number. Spark only determines which files are new; they are read as {@code ingest} reads them.
 */
public final class IngestStream {
    /** Files a micro-batch takes at most. */
    private static final int FILES = 1_000;

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
        SparkSession spark = environment.spark();
        checkFolder(spark, request.folder());
        MicroBatches batches = new MicroBatches(environment, progress, request, subject, started);
        try {
            StreamingQuery query = files(spark, request.folder())
                    .writeStream()
                    .queryName("assay ingest " + request.dataset())
                    .option("checkpointLocation", checkpoint(request))
                    .trigger(
                            request.end() == StreamRequest.End.AVAILABLE_NOW
                                    ? Trigger.AvailableNow()
                                    : Trigger.ProcessingTime("1 second"))
                    .foreachBatch((Dataset<Row> files, Long number) -> batches.take(files, number))
                    .start();
            environment.monitor().endsOnRequest(() -> batches.stop(query));
            batches.logLeftOvers(query.id());
            query.awaitTermination();
        } catch (TimeoutException e) {
            throw new ExternalException("stream of " + request.folder(), "did not start in time", "try again", e);
        } catch (StreamingQueryException e) {
            throw failure(request, e);
        } finally {
            batches.end();
        }
        return batches.report();
    }

    private static RuntimeException failure(StreamRequest request, StreamingQueryException thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof RuntimeException ours && ours.getClass().getName().startsWith("io.assay.")) {
                return ours;
            }
        }
        return new ExternalException(
                "stream of " + request.folder(),
                String.valueOf(thrown.getCause() == null ? thrown.getMessage() : thrown.getCause()),
                "fix it and start the stream again: it continues where it stopped",
                thrown);
    }

    /** The names of new files; their content is not read. */
    private static Dataset<Row> files(SparkSession spark, String folder) {
        return spark.readStream()
                .format("binaryFile")
                .schema("path STRING, modificationTime TIMESTAMP, length BIGINT, content BINARY")
                .option("recursiveFileLookup", "true")
                .option("maxFilesPerTrigger", FILES)
                .load(folder)
                .select("path");
    }

    private String checkpoint(StreamRequest request) {
        return request.checkpoint()
                .orElseGet(() -> environment.warehouse().layout().checkpoint(request.dataset()) + "/"
                        + RunId.hash(request.dataset(), List.of(request.folder())));
    }

    private static void checkFolder(SparkSession spark, String folder) {
        Path path = new Path(folder);
        try {
            var files = path.getFileSystem(spark.sessionState().newHadoopConf());
            if (!files.exists(path) || !files.getFileStatus(path).isDirectory()) {
                throw new DataException("--input " + folder, "is not a folder", "name the folder that files come into");
            }
            SourceFiles.check(folder, spark.sessionState().newHadoopConf());
        } catch (IOException e) {
            throw new ExternalException("--input " + folder, String.valueOf(e.getMessage()), "make it readable", e);
        }
    }
}
