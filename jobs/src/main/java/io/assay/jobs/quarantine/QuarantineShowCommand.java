package io.assay.jobs.quarantine;

import static org.apache.spark.sql.functions.base64;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.definition.contract.DatasetName;
import io.assay.jobs.cli.Job;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.cli.JobResult;
import io.assay.validation.source.BatchPosition;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code quarantine show}: rows with their reasons. */
@Command(name = "show", description = "Shows quarantined rows and why they are; without --run those that wait still.")
final class QuarantineShowCommand implements Job {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private final QuarantineSelection selection = new QuarantineSelection();

    @Option(names = "--limit", paramLabel = "N", description = "Rows at most; default 20.")
    private int limit = 20;

    @Override
    public JobResult run(JobContext context) throws JsonProcessingException {
        DatasetName dataset = selection.dataset(context);
        QuarantineRows quarantine = new QuarantineRows(context.spark(), dataset);
        Dataset<Row> rows = selection.run().map(quarantine::of).orElseGet(quarantine::open);
        long total = rows.count();
        List<String> shown = new ArrayList<>();
        for (Row row : rows // no lambda over rows: --help reads this class's methods without Spark
                .orderBy("quarantined_at", "source", "position", "id")
                .limit(limit)
                .select(to_json(struct(
                        col("id"),
                        col("run"),
                        col("source"),
                        col("position"),
                        col("reasons"),
                        col("row"),
                        base64(col("raw")).as("raw"),
                        col("contract_version"),
                        col("quarantined_at"))))
                .collectAsList()) {
            shown.add(row.getString(0));
        }
        ObjectNode document =
                JSON.createObjectNode().put("dataset", dataset.value()).put("total", total);
        ArrayNode list = document.putArray("rows");
        List<String> lines = new ArrayList<>();
        lines.add("%s: %,d rows in quarantine, %d shown".formatted(dataset, total, shown.size()));
        for (String line : shown) {
            ObjectNode row = (ObjectNode) JSON.readTree(line);
            if (row.hasNonNull("row")) {
                row.set("row", JSON.readTree(row.path("row").asText()));
            }
            row.put("position", BatchPosition.within(row.path("position").asLong()));
            RawRecord.readable(row);
            list.add(row);
            lines.add(text(row));
        }
        return JobResult.done(document, String.join("\n", lines));
    }

    private static String text(JsonNode row) {
        List<String> reasons = new ArrayList<>();
        for (JsonNode reason : row.path("reasons")) {
            reasons.add(
                    reason.hasNonNull("value")
                            ? "%s (%s)"
                                    .formatted(
                                            reason.path("rule").asText(),
                                            reason.path("value").asText())
                            : reason.path("rule").asText());
        }
        return "%s %s:%s  %s\n    %s"
                .formatted(
                        row.path("id").asText(),
                        row.path("source").asText(),
                        row.path("position").asText(),
                        String.join(", ", reasons),
                        row.hasNonNull("row") ? row.path("row").toString() : RawRecord.text(row));
    }
}
