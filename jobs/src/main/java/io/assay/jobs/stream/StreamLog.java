package io.assay.jobs.stream;

import io.assay.jobs.cli.JobContext;
import io.assay.jobs.gate.GateReport;
import io.assay.jobs.gate.PendingRecord;
import io.assay.jobs.gate.PendingRecords;
import io.assay.jobs.publication.DatasetTables;
import io.assay.jobs.record.RunLog;
import io.assay.jobs.record.RunRecord;
import io.assay.lineage.Lineage;
import io.assay.lineage.LineageEmitter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * A stream's part of the log: what its micro-batches left ready, in one commit a minute at most. The commit's version
 * is the newest micro-batch in it, so that a process that died between the commit and its end repeats nothing.
 */
final class StreamLog {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final RunLog log;
    private final PendingRecords pending;
    private final LineageEmitter lineage;
    private final DatasetTables tables;
    private final TableIdentifier dataset;
    private final Clock clock;
    private Instant last;

    StreamLog(JobContext context, TableIdentifier dataset) {
        this.log = context.log();
        this.pending = PendingRecords.of(context);
        this.lineage = context.lineage();
        this.tables = new DatasetTables(context.spark());
        this.dataset = dataset;
        this.clock = context.clock();
        this.last = clock.instant();
    }

    void writeIfDue(String stream) {
        if (!clock.instant().isBefore(last.plus(PAUSE))) {
            write(stream);
        }
    }

    /** The same for what an earlier process left, which may not have lived to tell lineage either. */
    void writeLeftOvers(String stream) {
        ended(stream).forEach(left -> left.completion().ifPresent(event -> Lineage.repeat(lineage, event)));
        write(stream);
    }

    /** Logs what is published or held; what is neither will be taken again. */
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
                .filter(waiting -> ended(waiting.record()))
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
