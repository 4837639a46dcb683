package io.assay.jobs.quarantine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.definition.contract.DatasetName;
import io.assay.jobs.cli.Job;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.cli.JobResult;
import io.assay.jobs.cli.TextTable;
import io.assay.jobs.failure.UsageException;
import io.assay.warehouse.quarantine.QuarantineColumns;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code quarantine list}: how many rows of each run or reason. */
@Command(name = "list", description = "Counts quarantined rows by run, or by the rules they break.")
final class QuarantineListCommand implements Job {
    private static final List<String> HEAD = List.of("run", "since", "rows", "open", "rules");
    private static final int WIDEST = 80;
    private static final List<String> COLUMNS = List.of(
            QuarantineColumns.ID, QuarantineColumns.RUN, QuarantineColumns.REASONS, QuarantineColumns.QUARANTINED_AT);

    @Mixin
    private final QuarantineSelection selection = new QuarantineSelection();

    @Option(names = "--by", paramLabel = "run|reason", description = "What rows are counted by; default run.")
    private String by = "run";

    @Override
    public JobResult run(JobContext context) {
        DatasetName dataset = selection.dataset(context.project());
        QuarantineLookup quarantine = new QuarantineLookup(context.lookup().datasets(), dataset);
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("dataset", dataset.value());
        return switch (by) {
            case "run" -> byRun(quarantine, document);
            case "reason" -> byReason(quarantine, document);
            default ->
                throw new UsageException("--by", "'%s' is neither run nor reason".formatted(by), "use one of them");
        };
    }

    private JobResult byRun(QuarantineLookup quarantine, ObjectNode document) {
        QuarantineCounts counts = new QuarantineCounts();
        read(quarantine, counts::add);
        ArrayNode list = document.putArray("runs");
        TextTable table = TextTable.of(HEAD).narrow("rules", WIDEST);
        for (QuarantineCounts.OfRun run : counts.inOrder()) {
            list.add(run.json());
            table.row(run.cells());
        }
        return result(document, list, table);
    }

    private JobResult byReason(QuarantineLookup quarantine, ObjectNode document) {
        QuarantineCountsByRule counts = new QuarantineCountsByRule();
        read(quarantine, counts::add);
        ArrayNode list = document.putArray("reasons");
        TextTable table = TextTable.of(QuarantineCountsByRule.HEAD).narrow("example", WIDEST);
        for (QuarantineCountsByRule.OfRule rule : counts.inOrder()) {
            list.add(rule.json());
            table.row(rule.cells());
        }
        return result(document, list, table);
    }

    private void read(QuarantineLookup quarantine, Consumer<QuarantinedRow> taker) {
        selection
                .run()
                .ifPresentOrElse(run -> quarantine.of(run, COLUMNS, taker), () -> quarantine.all(COLUMNS, taker));
    }

    private static JobResult result(ObjectNode document, ArrayNode list, TextTable table) {
        String dataset = document.path("dataset").asText();
        return JobResult.done(
                document,
                list.isEmpty() ? dataset + ": nothing in quarantine" : "%s\n%s".formatted(dataset, table.text()));
    }
}
