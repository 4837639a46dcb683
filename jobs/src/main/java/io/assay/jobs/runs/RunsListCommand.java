package io.assay.jobs.runs;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.jobs.cli.Job;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.cli.JobResult;
import io.assay.jobs.cli.TextTable;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code runs list}: the newest runs of all commands, or about one subject. */
@Command(name = "list", description = "Lists runs, newest first.")
final class RunsListCommand implements Job {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> HEAD =
            List.of("run", "command", "subject", "status", "at", "seconds", "read", "published");

    @Option(names = "--subject", paramLabel = "NAME", description = "Only runs about this dataset, view or model.")
    private @Nullable String subject;

    @Option(names = "--status", paramLabel = "STATUS", description = "Only runs that ended so, such as held.")
    private @Nullable String status;

    @Option(names = "--limit", paramLabel = "N", description = "Runs at most; default 20.")
    private int limit = 20;

    @Override
    public JobResult run(JobContext context) throws JsonProcessingException {
        Dataset<Row> runs = context.log().rows().where(col("kind").equalTo("run"));
        if (subject != null) {
            runs = runs.where(col("subject").equalTo(subject));
        }
        if (status != null) {
            runs = runs.where(col("status").equalTo(status));
        }
        ObjectNode document = JSON.createObjectNode();
        ArrayNode list = document.putArray("runs");
        TextTable table = TextTable.of(HEAD);
        for (Row run : runs.orderBy(col("at").desc(), col("run"))
                .limit(limit)
                .select("run", "command", "subject", "status", "at", "seconds", "body")
                .collectAsList()) {
            ObjectNode node = list.addObject()
                    .put("run", run.getString(0))
                    .put("command", run.getString(1))
                    .put("subject", run.getString(2))
                    .put("status", run.getString(3))
                    .put("at", run.getTimestamp(4).toInstant().toString())
                    .put("seconds", run.getDouble(5));
            JsonNode rows = run.isNullAt(6)
                    ? JSON.createObjectNode()
                    : JSON.readTree(run.getString(6)).path("rows");
            if (rows.isObject()) {
                node.set("rows", rows);
            }
            table.row(
                    run.getString(0),
                    run.getString(1),
                    String.valueOf(run.getString(2)),
                    run.getString(3),
                    node.path("at").asText(),
                    node.path("seconds").asText(),
                    rows.path("read").asText(),
                    rows.path("published").asText());
        }
        return JobResult.done(document, list.isEmpty() ? "no runs" : table.text());
    }
}
