package io.assay.jobs.runs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.jobs.cli.Job;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.cli.JobResult;
import io.assay.online.table.TableRow;
import io.assay.warehouse.run.RunDocumentJson;
import io.assay.warehouse.run.RunLogColumns;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code runs show}: one run's document, and what was decided about it. */
@Command(name = "show", description = "Shows one run: its document, its rules, the decisions about it.")
final class RunsShowCommand implements Job {
    @Parameters(index = "0", paramLabel = "ID", description = "The run's id; see 'runs list'.")
    private String run = "";

    @Override
    public JobResult run(JobContext context) {
        LoggedRuns runs = new LoggedRuns(context.lookup());
        LoggedRun logged = runs.find(run);
        ObjectNode document = logged.document();
        ArrayNode decisions = document.putArray("decisions");
        for (TableRow decision : runs.decisions(run)) {
            ObjectNode entry = decisions.addObject();
            entry.setAll(RunDocumentJson.stored(decision.string(RunLogColumns.BODY)));
            entry.put("decision", decision.string(RunLogColumns.NAME))
                    .put("status", decision.string(RunLogColumns.STATUS))
                    .put("reason", decision.string(RunLogColumns.TEXT))
                    .put("at", LoggedRun.time(decision).toString());
        }
        return JobResult.done(document, RunText.of(logged, document));
    }
}
