package io.assay.jobs.gate;

import io.assay.definition.contract.DataContract;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.WriteMode;
import io.assay.jobs.commit.LogTime;
import io.assay.validation.Batch;
import io.assay.validation.source.SourceFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be done with a batch.
 *
 * @param run id of the batch: the same batch again has the same
 * @param files it was read from
 * @param warnings of its reading, a line each
 * @param replayed what the batch is made of, where it is a replay
 * @param at the time that the ages of its rows are measured against, where it is not that of the run
 * @param approval why it is published even if it would be held, where somebody approved it
 */
public record BatchRequest(
        String run,
        BatchOrigin origin,
        BatchDataset subject,
        List<SourceFile> files,
        List<String> warnings,
        Set<IngestOption> options,
        Optional<ReplayedRows> replayed,
        Optional<String> approval,
        Optional<Instant> at) {
    public BatchRequest {
        files = List.copyOf(files);
        warnings = List.copyOf(warnings);
        options = Set.copyOf(options);
    }

    /** The request for a batch that was read, or for one that could not be read. */
    public static BatchRequest of(
            String run, BatchOrigin origin, BatchDataset subject, Optional<Batch> batch, Set<IngestOption> options) {
        return new BatchRequest(
                run,
                origin,
                subject,
                batch.map(Batch::files).orElse(List.of()),
                batch.map(Batch::warnings).orElse(List.of()),
                options,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same for a batch made of these quarantined rows. */
    public BatchRequest replaying(ReplayedRows rows) {
        return new BatchRequest(run, origin, subject, files, warnings, options, Optional.of(rows), approval, at);
    }

    /** The same for a batch that somebody approved, if there is a reason. */
    public BatchRequest approved(Optional<String> reason) {
        return new BatchRequest(run, origin, subject, files, warnings, options, replayed, reason, at);
    }

    /** The same with the ages of its rows measured against another time, if there is one. */
    public BatchRequest at(Optional<Instant> time) {
        List<String> lines = new ArrayList<>(warnings);
        time.ifPresent(now -> lines.add("service levels are measured as of " + now));
        return new BatchRequest(run, origin, subject, files, lines, options, replayed, approval, time);
    }

    /** The same, read from this version of its input. */
    public BatchRequest read(String version) {
        return new BatchRequest(run, origin.at(version), subject, files, warnings, options, replayed, approval, at);
    }

    /** The same with these warnings in place of the batch's. */
    public BatchRequest withWarnings(List<String> lines) {
        return new BatchRequest(run, origin, subject, files, lines, options, replayed, approval, at);
    }

    DataContract contract() {
        return subject.contract();
    }

    DatasetContract dataset() {
        return subject.dataset();
    }

    boolean has(IngestOption option) {
        return options.contains(option);
    }

    WriteMode writeMode() {
        return dataset().writeMode() == WriteMode.REPLACE && has(IngestOption.APPEND)
                ? WriteMode.APPEND
                : dataset().writeMode();
    }

    /** Whether it takes the place of all that is published. */
    boolean replaces() {
        return writeMode() == WriteMode.REPLACE && !dataset().replacesPartitions();
    }

    /** Whether its keys are compared with each other only. */
    boolean isAlone() {
        return writeMode() == WriteMode.REPLACE;
    }

    /** Whether its rows are added to partitions that later batches may have replaced. */
    boolean addsToPartitions() {
        return dataset().replacesPartitions() && has(IngestOption.APPEND);
    }

    /** Whether its rows are compared with published ones before they are written to the table. */
    boolean merges() {
        return writeMode() == WriteMode.UPSERT || addsToPartitions();
    }

    /** Whether the table says of each row which batch it first came in. */
    boolean keepsOrigin() {
        return dataset().writeMode() == WriteMode.UPSERT || dataset().replacesPartitions();
    }

    LogTime logTime() {
        return has(IngestOption.MICRO_BATCH) ? LogTime.LATER : LogTime.NOW;
    }
}
