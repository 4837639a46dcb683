package io.assay.jobs.stream;

import io.assay.jobs.commit.PendingRecord;
import io.assay.jobs.commit.PendingRecords;
import io.assay.jobs.commit.RunRecovery;
import io.assay.jobs.gate.GateReport;
import io.assay.jobs.publication.DatasetTables;
import io.assay.jobs.publication.PublishProgress;
import io.assay.jobs.record.RunLog;
import io.assay.jobs.record.RunRecord;
import io.assay.jobs.run.RunEnvironment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * A stream's part of the log: the pending records of its micro-batches, in one commit a minute at most. The commit's
 * version is the newest micro-batch in it, so that a process that died after the commit repeats nothing.
 */
final class StreamLog {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final RunLog log;
    private final PendingRecords pending;
    private final RunRecovery recovery;
    private final DatasetTables tables;
    private final TableIdentifier dataset;
    private final Clock clock;
    private Instant last;

    StreamLog(RunEnvironment environment, TableIdentifier dataset, PublishProgress progress) {
        this.log = environment.log();
        this.pending = new PendingRecords(environment.warehouse(), environment.hadoop());
        this.recovery = new RunRecovery(pending, log, environment.lineage(), progress);
        this.tables = new DatasetTables(environment.spark());
        this.dataset = dataset;
        this.clock = environment.clock();
        this.last = clock.instant();
    }

    void writeIfDue(String stream) {
        if (!clock.instant().isBefore(last.plus(PAUSE))) {
            write(stream);
        }
    }

    /** The same for what an earlier process left, which may not have sent its COMPLETE events either. */
    void writeLeftOvers(String stream) {
        ended(stream).forEach(recovery::sendCompletion);
        write(stream);
    }

    /** Logs what is published or held; Spark gives the other micro-batches again. */
    void write(String stream) {
        last = clock.instant();
        List<RunRecord> ended =
                ended(stream).stream().map(PendingRecord::record).toList();
        if (ended.isEmpty()) {
            return;
        }
        long logged = log.version(stream);
        List<RunRecord> fresh =
                ended.stream().filter(record -> version(record.run()) > logged).toList();
        if (!fresh.isEmpty()) {
            log.write(stream, version(ended.get(ended.size() - 1).run()), fresh);
        }
        ended.forEach(record -> pending.remove(record.run()));
    }

    private List<PendingRecord> ended(String stream) {
        return pending.runs(stream + "-").stream()
                .sorted(Comparator.comparingLong(StreamLog::number))
                .map(pending::find)
                .flatMap(Optional::stream)
                .filter(left -> ended(left.record()))
                .toList();
    }

    private boolean ended(RunRecord record) {
        return !record.status().equals(GateReport.Status.PUBLISHED.word())
                || tables.find(dataset)
                        .flatMap(table -> table.publication(record.run()))
                        .isPresent();
    }

    /** Micro-batches count from 0, the log's versions from 1. */
    private static long version(String run) {
        return number(run) + 1;
    }

    private static long number(String run) {
        return Long.parseLong(run.substring(run.lastIndexOf('-') + 1));
    }
}
