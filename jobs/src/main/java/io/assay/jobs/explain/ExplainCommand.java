package io.assay.jobs.explain;

import io.assay.jobs.cli.Job;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.cli.JobResult;
import io.assay.jobs.lookup.WarehouseLookup;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code explain SERVICE FEATURE KEY=VALUE...}. */
@Command(
        name = "explain",
        header = "Shows where a feature's value comes from.",
        description = "Table version, run, contract and verdict, source files: the same as the service's "
                + "POST /v1/provenance returns for the value it serves.")
public final class ExplainCommand implements Job {
    @Parameters(index = "0", paramLabel = "SERVICE", description = "A feature service of the project.")
    private String service = "";

    @Parameters(
            index = "1",
            paramLabel = "FEATURE",
            description = "One of its features; view__feature where two share a name.")
    private String feature = "";

    @Parameters(
            index = "2..*",
            paramLabel = "KEY=VALUE",
            arity = "1..*",
            description = "The join keys of the feature's view.")
    private Map<String, String> keys = new LinkedHashMap<>();

    @Option(names = "--at", paramLabel = "INSTANT", description = "The value as it was at this instant; default: now.")
    private @Nullable Instant at;

    @Override
    public JobResult run(JobContext context) {
        WarehouseLookup warehouse = context.lookup();
        LiveFeature live = LiveFeature.find(
                warehouse.definitions(), context.project().services().keySet(), service, feature);
        Instant instant = at == null ? context.clock().instant() : at;
        Explanation explanation = new Explainer(warehouse).explain(live, live.key(keys), instant);
        return JobResult.done(explanation.json(), explanation.text());
    }
}
