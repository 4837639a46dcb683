package io.assay.jobs.compute;

import io.assay.definition.feature.FeatureView;
import io.assay.definition.project.Project;
import io.assay.jobs.cli.Job;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.cli.JobResult;
import io.assay.jobs.failure.UsageException;
import io.assay.jobs.features.FeatureRunId;
import io.assay.jobs.lookup.WarehouseLookup;
import io.assay.jobs.publication.PublishProgress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "compute",
        header = "Computes feature tables, incrementally, from what was published since.",
        description =
                "If it is plain before Spark starts that nothing is new, nothing changes and no entry is left in the log.")
final class ComputeCommand implements Job {
    @Parameters(paramLabel = "VIEW", arity = "0..*", description = "Views to compute; default: all.")
    private List<String> views = new ArrayList<>();

    @Option(
            names = "--until",
            paramLabel = "INSTANT",
            description = "Leave what became known after INSTANT (2013-07-01T00:00:00Z) for a later run.")
    private @Nullable Instant until;

    @Option(names = "--stream", hidden = true)
    private boolean stream;

    @Override
    public JobResult run(JobContext context) {
        if (stream) {
            throw new UsageException(
                    "--stream", "not in this version", "schedule compute as often as you need fresh features");
        }
        Collection<FeatureView> chosen = ChosenViews.of(context.project(), views);
        FeatureRunId run = FeatureRunId.of("compute", context.clock().instant());
        return context.tryWithoutSpark(warehouse -> nothingNew(context.project(), warehouse, chosen))
                .map(results -> nothingNew(results, run, context.clock().instant()))
                .orElseGet(() -> new Computation(context.environment(), PublishProgress.none())
                        .run(views, until == null ? Instant.MAX : until));
    }

    private static Optional<List<ViewResult>> nothingNew(
            Project project, WarehouseLookup warehouse, Collection<FeatureView> views) {
        try (ComputeLookup lookup = new ComputeLookup(project, warehouse)) {
            return lookup.nothingNew(views);
        }
    }

    private static JobResult nothingNew(List<ViewResult> results, FeatureRunId run, Instant now) {
        return JobResult.done(
                ComputeDocument.of(run, now, results, List.of()),
                "%s\n%s in %.1f s".formatted(ComputeDocument.lines(results), run.id(), run.seconds(now)));
    }
}
