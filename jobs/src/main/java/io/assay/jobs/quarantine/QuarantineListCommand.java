package io.assay.jobs.quarantine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.definition.contract.DatasetName;
import io.assay.jobs.cli.Job;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.cli.JobResult;
import io.assay.jobs.cli.TextTable;
import io.assay.warehouse.quarantine.QuarantineColumns;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code quarantine list}: how many rows of each run, by the rules they break. */
@Command(name = "list", description = "Counts quarantined rows by run and rule.")
final class QuarantineListCommand implements Job {
    private static final List<String> HEAD = List.of("run", "since", "rows", "open", "rules");
    private static final List<String> COLUMNS = List.of(
            QuarantineColumns.ID, QuarantineColumns.RUN, QuarantineColumns.REASONS, QuarantineColumns.QUARANTINED_AT);

    @Mixin
    private final QuarantineSelection selection = new QuarantineSelection();

    @Override
    public JobResult run(JobContext context) {
        DatasetName dataset = selection.dataset(context.project());
        QuarantineLookup quarantine = new QuarantineLookup(context.lookup().datasets(), dataset);
        QuarantineCounts counts = new QuarantineCounts();
        selection
                .run()
                .ifPresentOrElse(
                        run -> quarantine.of(run, COLUMNS, counts::add), () -> quarantine.all(COLUMNS, counts::add));
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("dataset", dataset.value());
        ArrayNode list = document.putArray("runs");
        TextTable table = TextTable.of(HEAD);
        for (QuarantineCounts.OfRun run : counts.inOrder()) {
            list.add(run.json());
            table.row(run.cells());
        }
        String text = list.isEmpty()
                ? "%s: nothing in quarantine".formatted(dataset)
                : "%s\n%s".formatted(dataset, table.text());
        return JobResult.done(document, text);
    }
}
