package io.assay.jobs.stream;

import io.assay.jobs.cli.JobContext;
import io.assay.jobs.gate.GateReport;
import io.assay.jobs.gate.PendingRecords;
import io.assay.jobs.publication.Tables;
import io.assay.jobs.record.RunLog;
import io.assay.jobs.record.RunRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * A stream's part of the log: what its micro-batches left ready, in one commit a minute at most. The commit's version
 * is the newest micro-batch in it, so that a process that died between the commit and its end repeats nothing.
 */
final class StreamLog {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final RunLog log;
    private final PendingRecords pending;
    private final Tables tables;
    private final TableIdentifier dataset;
    private final Clock clock;
    private Instant last;

    StreamLog(JobContext context, TableIdentifier dataset) {
        this.log = context.log();
        this.pending = PendingRecords.of(context);
        this.tables = new Tables(context.spark());
        this.dataset = dataset;
        this.clock = context.clock();
        this.last = clock.instant();
    }

    void writeIfDue(String stream) {
        if (!clock.instant().isBefore(last.plus(PAUSE))) {
            write(stream);
        }
    }

    /** Logs what is published or held; what is neither will be taken again. */
    void write(String stream) {
        last = clock.instant();
        List<String> waiting = new ArrayList<>(pending.runs(stream + "-"));
        waiting.sort(Comparator.comparingLong(StreamLog::number));
        if (waiting.isEmpty()) {
            return;
        }
        long logged = log.version(stream);
        List<String> ended = new ArrayList<>();
        List<RunRecord> records = new ArrayList<>();
        for (String run : waiting) {
            pending.find(run).filter(this::ended).ifPresent(record -> {
                ended.add(run);
                if (version(run) > logged) {
                    records.add(record);
                }
            });
        }
        if (!records.isEmpty()) {
            log.write(stream, version(ended.get(ended.size() - 1)), records);
        }
        ended.forEach(pending::remove);
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
