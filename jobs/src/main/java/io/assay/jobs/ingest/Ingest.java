package io.assay.jobs.ingest;

import io.assay.definition.contract.DatasetName;
import io.assay.jobs.cli.ExitCode;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.cli.Outcome;
import io.assay.jobs.cli.ResultFile;
import io.assay.jobs.fault.DataFault;
import io.assay.jobs.fault.OutsideFault;
import io.assay.jobs.gate.BatchOrder;
import io.assay.jobs.gate.BatchRun;
import io.assay.jobs.gate.GateReport;
import io.assay.jobs.gate.Origin;
import io.assay.jobs.gate.PendingRecords;
import io.assay.jobs.gate.Progress;
import io.assay.jobs.gate.ReportJson;
import io.assay.jobs.gate.ReportText;
import io.assay.jobs.gate.RunId;
import io.assay.jobs.gate.Subject;
import io.assay.jobs.page.ReportPage;
import io.assay.jobs.publication.PublishedTable;
import io.assay.jobs.publication.Tables;
import io.assay.jobs.warehouse.IcebergTables;
import io.assay.validation.Batch;
import io.assay.validation.Gate;
import io.assay.validation.source.UnreadableSourceException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;

/** Reads files as one batch and takes it through the gate. Entry type of this package. */
public final class Ingest {
    private final JobContext context;
    private final Progress progress;

    public Ingest(JobContext context, Progress progress) {
        this.context = context;
        this.progress = progress;
    }

    public Outcome run(IngestRequest request) {
        GateReport report = report(request);
        request.page().ifPresent(path -> ResultFile.write("--report", path, ReportPage.of(report)));
        return new Outcome(
                report.done() ? ExitCode.DONE : ExitCode.AT_FAULT, ReportJson.of(report), ReportText.of(report));
    }

    /** The same, as the report itself. */
    public GateReport report(IngestRequest request) {
        Subject subject = Subject.of(context.project(), request.dataset());
        BatchRun gate = new BatchRun(context, progress);
        Batch batch;
        try {
            batch = Gate.of(subject.dataset()).read(context.spark(), request.input());
        } catch (UnreadableSourceException e) {
            if (unreachable(e)) {
                throw new OutsideFault(e.where(), e.what(), "mend the host's name or the network, or try again", e);
            }
            String run = request.runId()
                    .orElseGet(
                            () -> RunId.hash(request.dataset(), request.input().paths()));
            return gate.refuse(
                    order(request, subject, run, Optional.empty()), new DataFault(e.where(), e.what(), e.fix(), e));
        }
        String run =
                request.runId().orElseGet(() -> RunId.of(context.spark(), subject.dataset(), request.input(), batch));
        if (request.repetition() == IngestRequest.Repetition.AGAIN) {
            run = repeated(request.dataset(), run);
        }
        return gate.run(order(request, subject, run, Optional.of(batch)), batch);
    }

    /** Whether a host did not answer: the data may be as it should be. */
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

    private static BatchOrder order(IngestRequest request, Subject subject, String run, Optional<Batch> batch) {
        return BatchOrder.of(run, new Origin("ingest", request.input()), subject, batch, request.terms());
    }

    /** The first of {@code run-2, run-3, …} that was not published; or that was, and its log entry is missing. */
    private String repeated(DatasetName dataset, String run) {
        Optional<PublishedTable> table = new Tables(context.spark()).find(IcebergTables.dataset(dataset));
        PendingRecords pending = PendingRecords.of(context);
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
