package io.assay.jobs.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.definition.project.CheckResult;
import io.assay.definition.project.Project;
import io.assay.definition.project.VersionComparison;
import io.assay.jobs.cli.ExitCode;
import io.assay.jobs.cli.Job;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.cli.JobResult;
import io.assay.jobs.failure.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Reports every fault of projects and contracts, each with line, place, cause and remedy. Loads Spark only for
 * {@code --publish}.
 */
@Command(name = "check", description = "Reports every fault in projects and contracts, without running anything.")
public final class CheckCommand implements Job {
    @Parameters(
            paramLabel = "PATH",
            arity = "0..*",
            description = "A project's folder or one ODCS file, repeatable; default: the project at or above the "
                    + "current folder.")
    private List<Path> paths = new ArrayList<>();

    @Option(
            names = "--publish",
            description =
                    "If there is no fault, reports to the service which entities and services the project has, and "
                            + "retires the views and services it no longer has. Only for the project's folder.")
    private boolean publish;

    @Option(
            names = "--against",
            paramLabel = "OLD",
            description = "Also compares with another version, a project's folder or one ODCS file: exit 1 if a change "
                    + "breaks who reads or delivers the data, or the views, services and models that use it.")
    private @Nullable Path against;

    @Override
    public JobResult run(JobContext context) {
        if (publish && !paths.isEmpty()) {
            throw new UsageException(
                    "--publish",
                    "takes no PATH, and '%s' is given".formatted(paths.get(0)),
                    "name the project with --project DIR");
        }
        if (against != null && (publish || paths.size() > 1)) {
            throw new UsageException(
                    "--against",
                    publish
                            ? "does not go with --publish"
                            : "compares one PATH, and %d are given".formatted(paths.size()),
                    "compare one project or contract");
        }
        List<Path> chosen = paths.isEmpty() ? List.of(context.folder()) : paths;
        List<CheckResult> results = chosen.stream()
                .map(path -> Project.check(path, context.options().environment()))
                .toList();
        CheckReport report = new CheckReport(results);
        report.notes().forEach(context.console()::progress);
        if (against != null) {
            return compared(against, chosen, report, context);
        }
        if (publish && report.ok()) {
            ObjectNode document = report.document();
            return JobResult.done(
                    document, report.text() + new DefinitionPublisher(context.environment()).publish(document));
        }
        return new JobResult(report.ok() ? ExitCode.DONE : ExitCode.AT_FAULT, report.document(), report.text());
    }

    /** Faults of what is checked come first; only what has none is compared. */
    private static JobResult compared(Path old, List<Path> chosen, CheckReport report, JobContext context) {
        if (!report.ok()) {
            return new JobResult(ExitCode.AT_FAULT, report.document(), report.text());
        }
        Path path = chosen.get(0);
        AgainstReport compared = new AgainstReport(
                path,
                old,
                VersionComparison.between(old, path, context.options().environment()));
        ObjectNode document = report.document();
        compared.addTo(document);
        return new JobResult(compared.ok() ? ExitCode.DONE : ExitCode.AT_FAULT, document, compared.text());
    }
}
