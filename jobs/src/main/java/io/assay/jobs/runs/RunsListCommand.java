package io.assay.jobs.runs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.jobs.cli.Job;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.cli.JobResult;
import io.assay.jobs.cli.TextTable;
import io.assay.jobs.failure.UsageException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code runs list}: the newest runs of all commands, or about one subject. */
@Command(name = "list", description = "Lists runs, each as it is now, newest first.")
final class RunsListCommand implements Job {
    private static final List<String> HEAD =
            List.of("run", "command", "subject", "status", "at", "seconds", "read", "published");

    @Option(names = "--subject", paramLabel = "NAME", description = "Only runs about this dataset, view or model.")
    private @Nullable String subject;

    @Option(names = "--status", paramLabel = "STATUS", description = "Only runs that are so now, such as held.")
    private @Nullable String status;

    @Option(names = "--limit", paramLabel = "N", description = "Runs at most; default 20.")
    private int limit = 20;

    @Override
    public JobResult run(JobContext context) {
        if (limit < 0) {
            throw new UsageException("--limit", "%d is negative".formatted(limit), "give 0 or more");
        }
        LoggedRuns runs = new LoggedRuns(context.lookup());
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("runs");
        TextTable table = TextTable.of(HEAD);
        for (LoggedRun run : runs.newest(Optional.ofNullable(subject), Optional.ofNullable(status), limit)) {
            ObjectNode node = run.json();
            list.add(node);
            table.row(
                    run.run(),
                    String.valueOf(run.command()),
                    String.valueOf(run.subject()),
                    String.valueOf(run.status()),
                    node.path("at").asText(),
                    node.path("seconds").asText(),
                    node.path("rows").path("read").asText(),
                    node.path("rows").path("published").asText());
        }
        return JobResult.done(document, list.isEmpty() ? "no runs" : table.text());
    }
}
