package io.assay.jobs.sql;

import io.assay.jobs.cli.Job;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.cli.JobResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sql QUERY}. */
@Command(
        name = "sql",
        header = "Queries the project's tables with Spark SQL.",
        description = {
            "Tables: datasets.<dataset>, quarantine.<dataset>, quarantine.quarantine_events, deleted.<dataset>,"
                    + " features.<view> (the live version's log), assay.runs, assay.rules, assay.metrics, assay.decisions,"
                    + " assay.lineage.",
            "Queries only (SELECT, WITH, VALUES, SHOW, DESCRIBE, EXPLAIN): anything else is refused with exit code 2."
        })
public final class SqlCommand implements Job {
    @Parameters(paramLabel = "QUERY", description = "One query, quoted.")
    private String query = "";

    @Option(names = "--csv", description = "Prints CSV with a header.")
    private boolean csv;

    @Override
    public JobResult run(JobContext context) {
        QueryResult result = ReadOnlyQuery.of(context.sparkToRead(), query).run();
        if (context.options().json()) {
            return JobResult.done(result.json(), "");
        }
        return csv ? JobResult.data(result.json(), result.csv()) : JobResult.done(result.json(), result.text());
    }
}
