package io.assay.jobs.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.definition.Name;
import io.assay.definition.contract.DatasetName;
import io.assay.definition.message.Secrets;
import io.assay.jobs.cli.ExitCode;
import io.assay.jobs.cli.Job;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.cli.JobResult;
import io.assay.jobs.cli.OutputPath;
import io.assay.jobs.failure.UsageException;
import io.assay.jobs.gate.BatchDataset;
import io.assay.jobs.gate.IngestOption;
import io.assay.jobs.gate.RunId;
import io.assay.jobs.publication.PublishProgress;
import io.assay.jobs.stream.IngestStream;
import io.assay.jobs.stream.StreamReport;
import io.assay.jobs.stream.StreamRequest;
import io.assay.validation.source.Input;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ingest}. */
@Command(name = "ingest", description = "Validates data against its contract and publishes what passes.")
final class IngestCommand implements Job {
    private static final List<String> FORMATS = List.of("csv", "json", "parquet", "avro", "orc", "delta", "iceberg");

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DATASET",
            description = "Name of a dataset of the project's contracts.")
    private String dataset = "";

    @Option(
            names = "--input",
            required = true,
            arity = "1..*",
            paramLabel = "PATH",
            description =
                    "Files or folders (any Hadoop path), one or several; may be repeated. A stream takes one folder, or"
                            + " one topic as kafka://HOST:PORT/TOPIC.")
    private List<String> inputs = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "csv, json, parquet, avro, orc, delta or iceberg; default: from the contract or the endings.")
    private @Nullable String format;

    @Option(
            names = "--run-id",
            paramLabel = "ID",
            description = "Id of the batch in place of the hash of its inputs; a published id is not published again.")
    private @Nullable String runId;

    @Option(names = "--again", description = "Takes the batch even if it was published before.")
    private boolean again;

    @Option(names = "--dry-run", description = "Validates and counts, writes nothing.")
    private boolean dryRun;

    @Option(
            names = "--fail-on",
            paramLabel = "quarantine",
            description = "'quarantine': one quarantined row holds the batch.")
    private @Nullable String failOn;

    @Option(
            names = "--report",
            paramLabel = "FILE.html",
            description = "Leaves the report there as a page for a browser (any Hadoop path).")
    private @Nullable String page;

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            description = "The time that service levels measure the rows' ages against, for a backfill; default: now.")
    private @Nullable Instant at;

    @Option(
            names = "--each",
            description = "Takes each PATH as a batch of its own, in order; with --json one document a line.")
    private boolean each;

    @Option(
            names = "--stream",
            description = "Takes files or records as they come into the folder or topic, exactly once, until stopped.")
    private boolean stream;

    @Option(
            names = "--checkpoint",
            paramLabel = "PATH",
            description = "Where a stream keeps how far it is; default: in the warehouse, one for each folder.")
    private @Nullable String checkpoint;

    @Option(names = "--available-now", description = "A stream ends with what is there now.")
    private boolean availableNow;

    @Override
    public JobResult run(JobContext context) throws Exception {
        takeDatasetFromInputs();
        if (inputs.stream().anyMatch(String::isBlank)) {
            throw new UsageException("--input ''", "the path is empty", "name a file or folder");
        }
        OtherInput.refuse(inputs, stream);
        OutputPath.mustDiffer("--input", inputs);
        if (page != null) {
            OutputPath report = new OutputPath("--report", page);
            report.mustBeWritable();
            report.mustSpare("--input", inputs);
        }
        context.options().result().ifPresent(path -> new OutputPath("--result", path).mustSpare("--input", inputs));
        if (each && (stream || runId != null || page != null)) {
            throw new UsageException(
                    "--each",
                    "does not go with --stream, --run-id or --report, which are for one batch or a stream",
                    "leave them out, or leave out --each");
        }
        if (stream) {
            StreamReport report = new IngestStream(context.environment(), PublishProgress.none()).run(streamRequest());
            return new JobResult(
                    report.done() ? ExitCode.DONE : ExitCode.AT_FAULT, report.document(), report.summary());
        }
        if (checkpoint != null || availableNow) {
            throw new UsageException("--checkpoint, --available-now", "are for streams", "add --stream");
        }
        if (each) {
            return each(context, new Ingest(context.environment(), PublishProgress.none()));
        }
        IngestRequest request = request(inputs);
        MissingInput.refuse(BatchDataset.of(context.project(), request.dataset()), request.input(), context.lookup());
        return new Ingest(context.environment(), PublishProgress.none()).run(request);
    }

    /** One batch after the other; one that is held or fails does not stop the others. */
    private JobResult each(JobContext context, Ingest ingest) throws Exception {
        List<JobResult> results = new ArrayList<>();
        for (String path : inputs) {
            JobResult result;
            try {
                result = ingest.run(request(List.of(path)));
            } catch (Exception e) { // Spark throws what it does not declare
                result = context.failed(e);
            }
            if (result.document() instanceof ObjectNode document) {
                document.put("input", Secrets.masked(path));
            }
            context.print(result.titled(Secrets.masked(path)));
            results.add(result);
        }
        long failed = results.stream()
                .filter(result -> result.exit() != ExitCode.DONE)
                .count();
        context.console()
                .progress("%d batches: %d done, %d held or failed"
                        .formatted(results.size(), results.size() - failed, failed));
        return JobResult.ofParts(results);
    }

    private IngestRequest request(List<String> paths) {
        return new IngestRequest(
                name(dataset),
                new Input(paths, format(), Map.of()),
                Optional.ofNullable(runId).map(RunId::chosen),
                again ? IngestRequest.Repetition.AGAIN : IngestRequest.Repetition.ONCE,
                options(),
                Optional.ofNullable(page),
                Optional.empty(),
                Optional.ofNullable(at),
                Optional.empty());
    }

    /** {@code --input} takes all that follows it: a dataset that comes last is among its paths. */
    private void takeDatasetFromInputs() {
        if (!dataset.isEmpty()) {
            return;
        }
        if (inputs.size() < 2) {
            throw new UsageException("DATASET", "is missing", "write: assay ingest DATASET --input PATH…");
        }
        dataset = inputs.get(inputs.size() - 1);
        inputs = inputs.subList(0, inputs.size() - 1);
    }

    private StreamRequest streamRequest() {
        if (inputs.size() != 1) {
            throw new UsageException(
                    "--input",
                    "a stream has one, not %d".formatted(inputs.size()),
                    "start one stream a folder or topic");
        }
        if (runId != null || again || page != null || at != null) {
            throw new UsageException(
                    "--run-id, --again, --report, --at", "are for batches", "leave them out, or leave out --stream");
        }
        if (dryRun && (!availableNow || checkpoint != null)) {
            throw new UsageException(
                    "--dry-run",
                    "of a stream judges what is there now, as a stream that begins",
                    "add --available-now, and leave out --checkpoint");
        }
        return new StreamRequest(
                name(dataset),
                inputs.get(0),
                format(),
                Optional.ofNullable(checkpoint),
                availableNow ? StreamRequest.End.AVAILABLE_NOW : StreamRequest.End.STOPPED,
                options());
    }

    private static DatasetName name(String text) {
        if (!Name.fits(text)) {
            throw new UsageException(
                    "DATASET", "'%s' is not a name of a dataset".formatted(text), "'assay status' lists them");
        }
        return new DatasetName(text);
    }

    private Optional<String> format() {
        if (format != null && !FORMATS.contains(format.toLowerCase(Locale.ROOT))) {
            throw new UsageException(
                    "--format", "'%s' is not known".formatted(format), "use one of " + String.join(", ", FORMATS));
        }
        return Optional.ofNullable(format);
    }

    private Set<IngestOption> options() {
        Set<IngestOption> options = EnumSet.noneOf(IngestOption.class);
        if (dryRun) {
            options.add(IngestOption.DRY_RUN);
        }
        if (failOn != null) {
            if (!failOn.equals("quarantine")) {
                throw new UsageException(
                        "--fail-on", "'%s' is not known".formatted(failOn), "use: --fail-on quarantine");
            }
            options.add(IngestOption.HOLD_ON_QUARANTINE);
        }
        return options;
    }
}
