package io.assay.jobs.stream;

import io.assay.jobs.failure.DataException;
import io.assay.jobs.gate.BatchDataset;
import io.assay.jobs.gate.BatchOrigin;
import io.assay.jobs.gate.BatchRequest;
import io.assay.jobs.gate.BatchRun;
import io.assay.jobs.gate.GateReport;
import io.assay.jobs.gate.IngestOption;
import io.assay.jobs.gate.ReportText;
import io.assay.jobs.gate.RunId;
import io.assay.jobs.publication.PublishProgress;
import io.assay.jobs.publication.TableHistory;
import io.assay.jobs.run.RunEnvironment;
import io.assay.jobs.warehouse.IcebergTables;
import io.assay.jobs.warehouse.Warehouse;
import io.assay.validation.Batch;
import io.assay.validation.StreamMemory;
import io.assay.validation.source.Input;
import io.assay.validation.source.UnreadableSourceException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.jspecify.annotations.Nullable;

/** The micro-batches of one stream, one after the other. */
final class MicroBatches {
    private final RunEnvironment environment;
    private final StreamRequest request;
    private final StreamSource source;
    private final BatchDataset subject;
    private final BatchRun batches;
    private final StreamLog log;
    private final StreamTotals totals;
    private final StreamMemory memory;
    private final ReentrantLock working = new ReentrantLock();
    private @Nullable String stream;

    MicroBatches(
            RunEnvironment environment,
            PublishProgress progress,
            StreamRequest request,
            StreamSource source,
            BatchDataset subject,
            Instant started) {
        this.environment = environment;
        this.request = request;
        this.source = source;
        this.subject = subject;
        this.batches = new BatchRun(environment, progress);
        this.log = new StreamLog(environment, IcebergTables.dataset(request.dataset()), progress);
        this.totals = new StreamTotals(subject, started);
        this.memory = new StreamMemory(new TableHistory(
                environment.spark(),
                environment.iceberg(),
                IcebergTables.dataset(request.dataset()),
                Warehouse.dataset(request.dataset())));
    }

    /** Takes one micro-batch; Spark calls it again for the same number if this process dies in it. */
    void take(Dataset<Row> micro, long number) throws InterruptedException {
        working.lockInterruptibly();
        try {
            ingest(micro, number);
        } finally {
            working.unlock();
        }
    }

    /** Stops the stream between two micro-batches. */
    void stop(StreamingQuery query) {
        working.lock();
        try {
            query.stop();
        } catch (TimeoutException e) {
            throw new IllegalStateException("nobody set how long a stream may take to stop", e);
        } finally {
            working.unlock();
        }
    }

    private void ingest(Dataset<Row> micro, long number) {
        SparkSession.setActiveSession(environment.spark());
        Input input = source.input(micro).orElse(null);
        if (input == null) {
            return;
        }
        String run = name(micro) + "-" + number;
        Set<IngestOption> options = EnumSet.of(IngestOption.MICRO_BATCH);
        options.addAll(request.options());
        BatchOrigin origin = new BatchOrigin("ingest", input);
        Batch batch;
        try {
            batch = source.read(micro, input).with(memory);
        } catch (UnreadableSourceException e) { // stops the stream: started again, it reads this micro-batch again
            DataException fault = new DataException(e.where(), e.what(), e.fix(), e);
            batches.refuse(BatchRequest.of(run, origin, subject, Optional.empty(), request.options()), fault);
            throw fault;
        }
        BatchRequest read = BatchRequest.of(run, origin, subject, Optional.of(batch), options);
        GateReport report = batches.run(
                batch.files().isEmpty() ? read : read.read(RunId.of(environment.spark(), subject.dataset(), batch)),
                batch);
        totals.add(report);
        environment.monitor().progress(ReportText.of(report).lines().findFirst().orElse(""));
        log.writeIfDue(name(micro));
    }

    /** How many micro-batches this process has taken to their ends. */
    long taken() {
        return totals.batches();
    }

    private synchronized String name(Dataset<Row> micro) {
        if (stream == null) {
            String query = micro.sparkSession().sparkContext().getLocalProperty("sql.streaming.queryId");
            stream = RunId.ofStream(UUID.fromString(query));
        }
        return stream;
    }

    /** Reports what an earlier process of this stream published and did not report. */
    synchronized void logLeftOvers(UUID query) {
        stream = RunId.ofStream(query);
        log.writeLeftOvers(stream);
    }

    /** Logs the rest. */
    synchronized void end() {
        if (stream != null) {
            log.write(stream);
        }
    }

    StreamReport report() {
        return totals.report(stream == null ? "" : stream, environment.now());
    }
}
