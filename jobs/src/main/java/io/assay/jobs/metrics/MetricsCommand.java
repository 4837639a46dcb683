package io.assay.jobs.metrics;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.definition.Name;
import io.assay.definition.contract.ContractColumn;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.DatasetName;
import io.assay.jobs.cli.Job;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.cli.JobResult;
import io.assay.jobs.cli.TextTable;
import io.assay.jobs.failure.UsageException;
import io.assay.jobs.gate.BatchDataset;
import io.assay.jobs.json.Json;
import io.assay.validation.metric.PartitionMeasures;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code metrics}: what runs measured of a dataset, added up; no row of data is read. */
@Command(
        name = "metrics",
        description =
                "Shows what was measured of a dataset's published batches, by run, partition, day, month or year.")
final class MetricsCommand implements Job {
    private static final String RUN = "run";
    private static final String PARTITION = "partition";
    private static final Map<String, Integer> LENGTHS = Map.of("day", 10, "month", 7, "year", 4);

    @Parameters(index = "0", paramLabel = "DATASET", description = "A dataset of the project.")
    private String name = "";

    @Option(
            names = "--by",
            paramLabel = "run|partition|day|month|year",
            description =
                    "What is added up; default run. Days, months and years are those of the time that the dataset is partitioned by.")
    private String by = RUN;

    @Option(names = "--column", paramLabel = "NAME", description = "Only this column; may be repeated.")
    private List<String> columns = List.of();

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description =
                    "The first day, month or year, such as 2013-01; with --by run, of the time when it began, which may be given to the second: 2013-01-31T06:00:00Z.")
    private @Nullable String from;

    @Option(
            names = "--until",
            paramLabel = "DATE",
            description = "The first day, month or year, or with --by run time, that is left out.")
    private @Nullable String until;

    @Override
    public JobResult run(JobContext context) {
        if (!Name.fits(name)) {
            throw new UsageException(
                    "DATASET", "'%s' is not a name of a dataset".formatted(name), "'assay status' lists them");
        }
        if (!by.equals(RUN) && !by.equals(PARTITION) && !LENGTHS.containsKey(by)) {
            throw new UsageException(
                    "--by", "'%s' is not known".formatted(by), "use run, partition, day, month or year");
        }
        if (by.equals(PARTITION) && (from != null || until != null)) {
            throw new UsageException(
                    from != null ? "--from" : "--until",
                    "partitions need not be times",
                    "use --by run, day, month or year, or leave it out");
        }
        date("--from", from);
        date("--until", until);
        DatasetContract dataset =
                BatchDataset.of(context.project(), new DatasetName(name)).dataset();
        StoredMeasures stored = StoredMeasures.of(context.lookup(), dataset.name());
        Map<String, PartitionMeasures> groups = switch (by) {
            case RUN -> stored.byRun(wanted());
            case PARTITION -> stored.byPartition();
            default -> stored.byTime(times(dataset), LENGTHS.getOrDefault(by, 0), wanted());
        };
        checkColumns(groups);
        ObjectNode document = Json.object().put("dataset", name).put("by", by);
        ArrayNode list = document.putArray("groups");
        TextTable table = TextTable.of(MeasuredGroup.HEAD);
        groups.forEach((group, measures) -> {
            MeasuredGroup measured =
                    new MeasuredGroup(group, measures.of(columns), by.equals(RUN) ? stored.counted(group) : Map.of());
            list.add(measured.json());
            measured.addTo(table);
        });
        return JobResult.done(document, list.isEmpty() ? nothing() : table.text());
    }

    private static Set<String> times(DatasetContract dataset) {
        return dataset.columns().stream()
                .filter(column -> column.type().isTime())
                .map(ContractColumn::name)
                .collect(Collectors.toSet());
    }

    private String nothing() {
        if (by.equals(RUN)) {
            return "nothing was measured: no batch has been published in that time";
        }
        return by.equals(PARTITION)
                ? "nothing was measured by partition: no batch has been published, or the contract has no 'partitioning' "
                        + "by a time or by the values of a column; see --by run"
                : "nothing was measured by time: no batch has been published in that time, or the contract has no "
                        + "'partitioning' by a date or timestamp, such as days(COLUMN); see --by run";
    }

    private void date(String option, @Nullable String text) {
        if (text == null || text.matches("\\d{4}(-\\d{2}(-\\d{2})?)?")) {
            return;
        }
        if (instant(text).isEmpty()) {
            throw new UsageException(
                    option,
                    "'%s' is not a date".formatted(text),
                    "write YYYY, YYYY-MM or YYYY-MM-DD, or with --by run a time, such as 2013-01-31T06:00:00Z");
        }
        if (!by.equals(RUN)) {
            throw new UsageException(
                    option,
                    "'%s' is a time, and --by %s adds up %ss".formatted(text, by, by),
                    "write YYYY, YYYY-MM or YYYY-MM-DD, or use --by run");
        }
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private Predicate<String> wanted() {
        String first = from;
        String end = until;
        return time ->
                (first == null || (!before(time, first) && !time.equals("null"))) && (end == null || before(time, end));
    }

    /** Texts of days, months and years are in the order of time; times are compared as such. */
    private static boolean before(String time, String limit) {
        return instant(limit)
                .flatMap(end -> instant(time).map(one -> one.isBefore(end)))
                .orElseGet(() -> time.compareTo(limit) < 0);
    }

    private void checkColumns(Map<String, PartitionMeasures> groups) {
        Set<String> known = new TreeSet<>();
        groups.values().forEach(measures -> known.addAll(measures.columns().keySet()));
        columns.stream()
                .filter(column -> !known.isEmpty() && !known.contains(column))
                .findFirst()
                .ifPresent(column -> {
                    throw new UsageException(
                            "--column",
                            "'%s' was not measured".formatted(column),
                            "use one of " + String.join(", ", known));
                });
    }
}
