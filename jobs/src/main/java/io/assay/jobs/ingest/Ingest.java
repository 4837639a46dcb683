package io.assay.jobs.ingest;

import io.assay.definition.contract.DatasetName;
import io.assay.jobs.cli.ExitCode;
import io.assay.jobs.cli.JobResult;
import io.assay.jobs.cli.OutputPath;
import io.assay.jobs.cli.ResultFile;
import io.assay.jobs.commit.PendingRecords;
import io.assay.jobs.failure.DataException;
import io.assay.jobs.failure.ExternalException;
import io.assay.jobs.failure.UsageException;
import io.assay.jobs.gate.BatchDataset;
import io.assay.jobs.gate.BatchOrigin;
import io.assay.jobs.gate.BatchRequest;
import io.assay.jobs.gate.BatchRun;
import io.assay.jobs.gate.GateReport;
import io.assay.jobs.gate.ReportJson;
import io.assay.jobs.gate.ReportText;
import io.assay.jobs.gate.RunId;
import io.assay.jobs.kafka.Topic;
import io.assay.jobs.lookup.WarehouseLookup;
import io.assay.jobs.novelty.NoveltyWatch;
import io.assay.jobs.novelty.PublishedBatches;
import io.assay.jobs.publication.DatasetTables;
import io.assay.jobs.publication.PublishProgress;
import io.assay.jobs.publication.PublishedTable;
import io.assay.jobs.quarantine.SampleRows;
import io.assay.jobs.report.HtmlReport;
import io.assay.jobs.run.RunEnvironment;
import io.assay.jobs.warehouse.IcebergTables;
import io.assay.validation.Batch;
import io.assay.validation.Gate;
import io.assay.validation.SourceFiles;
import io.assay.validation.source.Input;
import io.assay.validation.source.SourceFile;
import io.assay.validation.source.UnreadableSourceException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads files as one batch and takes it through the gate. Entry type of this package. */
public final class Ingest {
    private final RunEnvironment environment;
    private final PublishProgress progress;

    public Ingest(RunEnvironment environment, PublishProgress progress) {
        this.environment = environment;
        this.progress = progress;
    }

    public JobResult run(IngestRequest request) {
        request.runId().ifPresent(run -> mustBeFree(run, request.dataset()));
        GateReport report = report(request);
        ExitCode exit = report.done() ? ExitCode.DONE : ExitCode.AT_FAULT;
        return new JobResult(
                request.page().isEmpty() || written(request.page().get(), report) ? exit : ExitCode.OUTSIDE,
                ReportJson.of(report),
                ReportText.of(report));
    }

    /** False, with a message, if it cannot be: the batch has ended, and its summary is to be printed all the same. */
    private boolean written(String page, GateReport report) {
        try {
            ResultFile.write("--report", page, HtmlReport.of(report, samples(report), published(report)));
            return true;
        } catch (ExternalException | UncheckedIOException e) {
            environment.monitor().progress(String.valueOf(e.getMessage()));
            return false;
        }
    }

    private PublishedBatches published(GateReport report) {
        DatasetName dataset = new DatasetName(report.dataset());
        return new NoveltyWatch(environment.warehouse().layout().log(), environment.hadoop())
                .published(
                        dataset,
                        BatchDataset.of(environment.project(), dataset)
                                .dataset()
                                .novelty(),
                        environment.now());
    }

    private Map<String, List<SampleRows.SampleRow>> samples(GateReport report) {
        return report.rows().quarantined() == 0
                ? Map.of()
                : SampleRows.of(
                        WarehouseLookup.of(environment.warehouse(), environment.hadoop())
                                .datasets(),
                        new DatasetName(report.dataset()),
                        report.run());
    }

    /** The same, as the report itself. */
    public GateReport report(IngestRequest request) {
        BatchDataset subject = BatchDataset.of(environment.project(), request.dataset());
        request.page().ifPresent(page -> mustSpare(new OutputPath("--report", page), request.input()));
        BatchRun gate = new BatchRun(environment, progress);
        Batch batch;
        try {
            batch = Topic.isMicroBatch(request.input())
                    ? Topic.read(environment, subject, request.input())
                    : Gate.of(subject.dataset()).read(environment.spark(), request.input());
        } catch (UnreadableSourceException e) {
            if (unreachable(e)) {
                throw new ExternalException(
                        e.where(), e.what(), "check the host's name and the network, or try again", e);
            }
            String run = request.runId()
                    .orElseGet(
                            () -> RunId.hash(request.dataset(), request.input().paths()));
            return gate.refuse(
                    request(request, subject, run, Optional.empty()),
                    new DataException(e.where(), e.what(), e.fix(), e));
        }
        String version = RunId.of(environment.spark(), subject.dataset(), batch);
        mustBeSame(request, version);
        String run = request.runId().orElse(version);
        if (request.repetition() == IngestRequest.Repetition.AGAIN) {
            run = repeated(request.dataset(), run);
        }
        return gate.run(request(request, subject, run, Optional.of(batch)).read(version), batch);
    }

    private static void mustBeSame(IngestRequest request, String version) {
        if (request.version().filter(before -> !before.equals(version)).isPresent()) {
            throw new DataException(
                    "run " + request.runId().orElse(""),
                    "what it was read from has changed since: another file, or another version of one; nothing was"
                            + " published",
                    "ingest what is there now: assay ingest %s --input %s"
                            .formatted(
                                    request.dataset(),
                                    String.join(" ", request.input().paths())));
        }
    }

    /** An id names one run of the project: the log, held batches and leases know no other name of it. */
    private void mustBeFree(String run, DatasetName dataset) {
        environment.log().otherSubject(run, dataset.value()).ifPresent(other -> {
            throw new UsageException(
                    "--run-id",
                    "'%s' is a run of dataset %s".formatted(run, other),
                    "give each dataset its own, such as %s-%s".formatted(run, dataset));
        });
    }

    /** Also what patterns find. */
    private void mustSpare(OutputPath page, Input input) {
        for (String path : input.paths()) {
            List<SourceFile> files;
            try {
                files = SourceFiles.of(path, environment.hadoop());
            } catch (UnreadableSourceException e) { // as the gate will report
                files = List.of();
            }
            page.mustSpare("--input", files.stream().map(SourceFile::path).toList());
        }
    }

    /** Whether a host did not answer: the data may be correct. */
    private static boolean unreachable(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof SocketException
                    || t instanceof UnknownHostException
                    || t instanceof SocketTimeoutException) {
                return true;
            }
        }
        return false;
    }

    private static BatchRequest request(
            IngestRequest request, BatchDataset subject, String run, Optional<Batch> batch) {
        return BatchRequest.of(run, new BatchOrigin("ingest", request.input()), subject, batch, request.options())
                .approved(request.approval())
                .at(request.at());
    }

    /** The first of {@code run-2, run-3, …} that was not published; or that was, and its log entry is missing. */
    private String repeated(DatasetName dataset, String run) {
        Optional<PublishedTable> table = new DatasetTables(environment.spark()).find(IcebergTables.dataset(dataset));
        PendingRecords pending = new PendingRecords(environment.warehouse(), environment.hadoop());
        String candidate = run;
        for (int n = 2; ; n++) {
            String now = candidate;
            boolean published =
                    table.isPresent() && table.get().publication(now).isPresent();
            if (!published || pending.find(now).isPresent()) {
                return now;
            }
            candidate = run + "-" + n;
        }
    }
}
