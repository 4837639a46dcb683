package io.assay.jobs.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.definition.project.CheckResult;
import io.assay.definition.project.Project;
import io.assay.jobs.cli.ExitCode;
import io.assay.jobs.cli.Job;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.cli.JobResult;
import io.assay.jobs.failure.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    @Override
    public JobResult run(JobContext context) {
        if (publish && !paths.isEmpty()) {
            throw new UsageException(
                    "--publish",
                    "takes no PATH, and '%s' is given".formatted(paths.get(0)),
                    "name the project with --project DIR");
        }
        List<Path> chosen = paths.isEmpty() ? List.of(context.folder()) : paths;
        List<CheckResult> results = chosen.stream()
                .map(path -> Project.check(path, context.options().environment()))
                .toList();
        CheckReport report = new CheckReport(results);
        report.notes().forEach(context.console()::progress);
        if (publish && report.ok()) {
            ObjectNode document = report.document();
            return JobResult.done(
                    document, report.text() + new DefinitionPublisher(context.environment()).publish(document));
        }
        return new JobResult(report.ok() ? ExitCode.DONE : ExitCode.AT_FAULT, report.document(), report.text());
    }
}
