package io.assay.jobs.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.jobs.cli.Job;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.cli.JobResult;
import io.assay.jobs.cli.TextTable;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code status}. */
@Command(
        name = "status",
        header = "Shows the state of the project: live versions, cursors, lag, last verdicts.",
        description = "A view is 'behind' by the batches of its dataset that were published and not computed yet.")
public final class StatusCommand implements Job {
    @Override
    public JobResult run(JobContext context) {
        List<DatasetStatus> datasets = DatasetStatus.all(context);
        List<ViewStatus> views = ViewStatus.all(context, datasets);
        ObjectNode document = new ObjectMapper().createObjectNode();
        document.put("project", context.project().settings().project());
        document.put("warehouse", context.warehouse().root());
        datasets.forEach(dataset -> document.withArray("datasets").add(dataset.json()));
        views.forEach(view -> document.withArray("views").add(view.json()));
        return JobResult.done(document, summary(context, datasets, views));
    }

    private static String summary(JobContext context, List<DatasetStatus> datasets, List<ViewStatus> views) {
        TextTable published = TextTable.of("dataset", "rows", "batches", "published", "last run", "verdict");
        datasets.forEach(dataset -> published.row(dataset.cells()));
        TextTable computed = TextTable.of("view", "live", "defined", "computed to", "behind");
        views.forEach(view -> computed.row(view.cells()));
        return "project %s, warehouse %s\n\n%s\n\n%s"
                .formatted(
                        context.project().settings().project(),
                        context.warehouse().root(),
                        published.text(),
                        computed.text());
    }
}
