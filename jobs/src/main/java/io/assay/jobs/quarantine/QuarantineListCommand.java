package io.assay.jobs.quarantine;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.definition.contract.DatasetName;
import io.assay.jobs.cli.Job;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.cli.JobResult;
import io.assay.jobs.cli.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code quarantine list}: how many rows of each run, by the rules they break. */
@Command(name = "list", description = "Counts quarantined rows by run and rule.")
final class QuarantineListCommand implements Job {
    private static final List<String> HEAD = List.of("run", "since", "rows", "open", "rules");

    @Mixin
    private final QuarantineSelection selection = new QuarantineSelection();

    @Override
    public JobResult run(JobContext context) {
        DatasetName dataset = selection.dataset(context);
        QuarantineRows quarantine = new QuarantineRows(context.spark(), dataset);
        Optional<String> chosen = selection.run();
        Dataset<Row> rows = chosen.isPresent()
                ? quarantine.of(chosen.get()).withColumn("event", lit(null).cast("string"))
                : quarantine.all();
        Dataset<Row> rules = rows.select(
                        col("run"), explode(col("reasons.rule")).as("rule"))
                .groupBy("run", "rule")
                .agg(count(lit(1)).as("violations"))
                .orderBy(col("violations").desc(), col("rule"));
        Dataset<Row> runs = rows.groupBy("run")
                .agg(
                        min("quarantined_at").as("since"),
                        count(lit(1)).as("rows"),
                        sum(when(col("event").isNull(), 1L).otherwise(0L)).as("open"))
                .orderBy("since", "run");
        List<Row> counted = rules.collectAsList();
        ObjectNode document = new ObjectMapper().createObjectNode().put("dataset", dataset.value());
        ArrayNode list = document.putArray("runs");
        TextTable table = TextTable.of(HEAD);
        for (Row run : runs.collectAsList()) {
            String since = run.getTimestamp(1).toInstant().toString();
            ObjectNode node = list.addObject()
                    .put("run", run.getString(0))
                    .put("since", since)
                    .put("rows", run.getLong(2))
                    .put("open", run.getLong(3));
            ObjectNode broken = node.putObject("rules");
            List<String> told = new ArrayList<>();
            for (Row rule : counted) { // no lambda over rows: --help reads this class's methods without Spark
                if (rule.getString(0).equals(run.getString(0))) {
                    broken.put(rule.getString(1), rule.getLong(2));
                    told.add(rule.getString(1) + " " + rule.getLong(2));
                }
            }
            table.row(
                    run.getString(0),
                    since,
                    Long.toString(run.getLong(2)),
                    Long.toString(run.getLong(3)),
                    String.join(", ", told));
        }
        String text = list.isEmpty()
                ? "%s: nothing in quarantine".formatted(dataset)
                : "%s\n%s".formatted(dataset, table.text());
        return JobResult.done(document, text);
    }
}
