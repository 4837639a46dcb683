package io.assay.jobs.runs;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.jobs.cli.Job;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.cli.JobResult;
import java.util.List;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code runs show}: one run's document, and what was decided about it. */
@Command(name = "show", description = "Shows one run: its document, its rules, the decisions about it.")
final class RunsShowCommand implements Job {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Parameters(index = "0", paramLabel = "ID", description = "The run's id; see 'runs list'.")
    private String run = "";

    @Override
    public JobResult run(JobContext context) throws JsonProcessingException {
        ObjectNode document = (ObjectNode) JSON.readTree(LoggedRun.body(context.log(), run));
        ArrayNode decisions = document.putArray("decisions");
        List<Row> rows = context.log()
                .rows()
                .where(col("run").equalTo(run).and(col("kind").equalTo("decision")))
                .orderBy("at")
                .select("name", "status", "text", "at")
                .collectAsList();
        for (Row row : rows) {
            decisions
                    .addObject()
                    .put("decision", row.getString(0))
                    .put("status", row.getString(1))
                    .put("reason", row.getString(2))
                    .put("at", row.getTimestamp(3).toInstant().toString());
        }
        return JobResult.done(document, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document));
    }
}
