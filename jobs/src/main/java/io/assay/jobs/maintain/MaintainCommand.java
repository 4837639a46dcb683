package io.assay.jobs.maintain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.definition.DurationText;
import io.assay.definition.Name;
import io.assay.definition.contract.DatasetName;
import io.assay.definition.project.Project;
import io.assay.definition.project.Settings;
import io.assay.jobs.cli.Job;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.cli.JobResult;
import io.assay.jobs.cli.TextTable;
import io.assay.jobs.failure.UsageException;
import io.assay.jobs.gate.BatchDataset;
import io.assay.jobs.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code maintain}: small files are written again as fewer ones; snapshots and held batches that are too old go. */
@Command(
        name = "maintain",
        description = "Compacts small files, expires snapshots, old held batches and quarantined rows.")
final class MaintainCommand implements Job {
    private static final Duration SNAPSHOTS = Duration.ofDays(7);
    private static final Duration HELD = Duration.ofDays(30);

    @Parameters(arity = "0..*", paramLabel = "DATASET", description = "Datasets; default: all of the project.")
    private List<String> names = List.of();

    @Option(names = "--dry-run", description = "Says what it would do, and does nothing.")
    private boolean dryRun;

    @Option(
            names = "--snapshots",
            paramLabel = "SPAN",
            description =
                    "For how long a snapshot can be read after another one followed; default: retention.snapshots "
                            + "of assay.yaml, else 7d.")
    private @Nullable String snapshots;

    @Option(
            names = "--held",
            paramLabel = "SPAN",
            description = "For how long a held batch waits; default: retention.held of assay.yaml, else 30d.")
    private @Nullable String held;

    @Option(
            names = "--quarantine",
            paramLabel = "SPAN",
            description = "For how long quarantined rows are kept, open ones too; default: retention.quarantine of "
                    + "assay.yaml, else for ever.")
    private @Nullable String quarantine;

    @Override
    public JobResult run(JobContext context) {
        Project project = context.project();
        Settings.KeptFor kept = project.settings().retention();
        Retention retention = new Retention(
                span("--snapshots", snapshots).or(kept::snapshots).orElse(SNAPSHOTS),
                span("--held", held).or(kept::held).orElse(HELD),
                span("--quarantine", quarantine).or(kept::quarantine));
        List<DatasetName> datasets = names.isEmpty()
                ? List.copyOf(project.datasets().keySet())
                : names.stream().map(name -> dataset(project, name)).toList();
        ObjectNode document = Json.object().put("dry_run", dryRun);
        ArrayNode tables = document.putArray("tables");
        TextTable text = TextTable.of(TableResult.HEAD);
        for (DatasetName dataset : datasets) {
            DatasetMaintenance maintenance = new DatasetMaintenance(context.environment(), dataset, retention);
            for (TableResult result : dryRun ? maintenance.plan() : maintenance.run()) {
                tables.add(result.json());
                text.row(result.cells());
            }
        }
        LogMaintenance log = new LogMaintenance(context.environment(), retention);
        for (TableResult result : dryRun ? log.plan() : log.run()) {
            tables.add(result.json());
            text.row(result.cells());
        }
        return JobResult.done(document, tables.isEmpty() ? "nothing has been published yet" : text.text());
    }

    private static DatasetName dataset(Project project, String name) {
        if (!Name.fits(name)) {
            throw new UsageException(
                    "DATASET", "'%s' is not a name of a dataset".formatted(name), "'assay status' lists them");
        }
        return BatchDataset.of(project, new DatasetName(name)).dataset().name();
    }

    private static Optional<Duration> span(String option, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        Optional<Duration> span = DurationText.parse(text);
        if (span.isEmpty() && !text.matches("0[smhd]?")) {
            throw new UsageException(
                    option, "'%s' is not a span".formatted(text), "write a number and s, m, h or d, such as 7d");
        }
        return span.or(() -> Optional.of(Duration.ZERO));
    }
}
