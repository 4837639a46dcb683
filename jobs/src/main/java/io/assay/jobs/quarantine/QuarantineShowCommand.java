package io.assay.jobs.quarantine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.definition.contract.DatasetName;
import io.assay.jobs.cli.Job;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.cli.JobResult;
import io.assay.jobs.failure.DataException;
import io.assay.jobs.failure.UsageException;
import io.assay.jobs.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code quarantine show}: rows with their reasons. */
@Command(name = "show", description = "Shows quarantined rows with their reasons; without --run the open ones.")
final class QuarantineShowCommand implements Job {
    @Mixin
    private final QuarantineSelection selection = new QuarantineSelection();

    @Option(names = "--limit", paramLabel = "N", description = "Rows at most; default 20.")
    private int limit = 20;

    @Option(names = "--id", paramLabel = "ID", description = "One row, and what happened to it.")
    private @Nullable String id;

    @Override
    public JobResult run(JobContext context) throws JsonProcessingException {
        if (limit < 0) {
            throw new UsageException("--limit", "%d is negative".formatted(limit), "give 0 or more");
        }
        DatasetName dataset = selection.dataset(context.project());
        QuarantineLookup quarantine = new QuarantineLookup(context.lookup().datasets(), dataset);
        if (id != null) {
            return one(dataset, quarantine, id);
        }
        FirstRows first = new FirstRows(limit);
        selection
                .run()
                .ifPresentOrElse(
                        run -> quarantine.of(run, QuarantinedRow.SHOWN, first::add),
                        () -> quarantine.all(QuarantinedRow.SHOWN, first::addOpen));
        ObjectNode document = Json.object().put("dataset", dataset.value()).put("total", first.total());
        ArrayNode list = document.putArray("rows");
        List<String> lines = new ArrayList<>();
        lines.add("%s: %,d rows in quarantine, %d shown"
                .formatted(dataset, first.total(), first.rows().size()));
        for (QuarantinedRow shown : first.rows()) {
            ObjectNode row = json(shown);
            list.add(row);
            lines.add(QuarantinedRowText.of(row));
        }
        return JobResult.done(document, String.join("\n", lines));
    }

    private static JobResult one(DatasetName dataset, QuarantineLookup quarantine, String id)
            throws JsonProcessingException {
        QuarantinedRow found = quarantine
                .row(id)
                .orElseThrow(() -> new DataException(
                        "quarantine." + dataset,
                        "has no row '%s' of a published run".formatted(id),
                        "see 'assay quarantine show %s'".formatted(dataset)));
        QuarantinedRowTrail trail = QuarantinedRowTrail.of(quarantine, id).orElseThrow();
        ObjectNode row = json(found);
        ObjectNode document = Json.object().put("dataset", dataset.value()).put("open", found.open());
        document.set("row", row);
        document.set("history", trail.json());
        return JobResult.done(document, QuarantinedRowText.of(row) + "\n" + trail.text());
    }

    private static ObjectNode json(QuarantinedRow shown) throws JsonProcessingException {
        ObjectNode row = shown.json();
        if (row.hasNonNull("row")) {
            row.set("row", Json.exact(row.path("row").asText()));
        }
        RawRecord.readable(row);
        return row;
    }
}
