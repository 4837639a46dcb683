package io.assay.jobs.status;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.definition.project.Project;
import io.assay.jobs.cli.Job;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.cli.JobResult;
import io.assay.jobs.cli.TextTable;
import io.assay.jobs.lookup.WarehouseLookup;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code status}. */
@Command(
        name = "status",
        header = "Shows the state of the project: live versions, cursors, lag, last verdicts.",
        description = {
            "A view is 'behind' by the batches of its dataset that were published and not computed yet: by all of them "
                    + "if its definition has changed since.",
            "A view that the project no longer has is served until 'assay compute' or 'assay check --publish' retires it."
        })
public final class StatusCommand implements Job {
    @Override
    public JobResult run(JobContext context) {
        WarehouseLookup warehouse = context.lookup();
        Project project = context.project();
        List<DatasetStatus> datasets =
                DatasetStatus.all(warehouse, project.datasets().keySet());
        List<ViewStatus> views = ViewStatus.all(warehouse, project.views().values(), datasets);
        String name = project.settings().project();
        String root = warehouse.warehouse().root();
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("project", name);
        document.put("warehouse", root);
        datasets.forEach(dataset -> document.withArray("datasets").add(dataset.json()));
        views.forEach(view -> document.withArray("views").add(view.json()));
        TextTable published = TextTable.of("dataset", "rows", "batches", "published", "last run", "verdict");
        datasets.forEach(dataset -> published.row(dataset.cells()));
        TextTable computed = TextTable.of("view", "live", "defined", "computed to", "behind");
        views.forEach(view -> computed.row(view.cells()));
        String summary =
                "project %s, warehouse %s\n\n%s\n\n%s".formatted(name, root, published.text(), computed.text());
        return JobResult.done(document, summary);
    }
}
