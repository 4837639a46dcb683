package io.assay.jobs.check;

import io.assay.definition.project.CheckResult;
import io.assay.definition.project.Project;
import io.assay.jobs.cli.ExitCode;
import io.assay.jobs.cli.Job;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.cli.JobResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tells every fault of projects and contracts, each with line, place, cause and remedy. Loads no Spark. */
@Command(name = "check", description = "Tells everything wrong in projects and contracts, without running anything.")
public final class CheckCommand implements Job {
    @Parameters(
            paramLabel = "PATH",
            arity = "0..*",
            description = "A project's folder or one ODCS file, repeatable; default: the project at or above the "
                    + "current folder.")
    private List<Path> paths = new ArrayList<>();

    @Override
    public JobResult run(JobContext context) {
        List<Path> asked = paths.isEmpty() ? List.of(context.folder()) : paths;
        List<CheckResult> results = asked.stream()
                .map(path -> Project.check(path, context.options().environment()))
                .toList();
        CheckReport report = new CheckReport(results);
        report.notes().forEach(context.console()::progress);
        return new JobResult(report.ok() ? ExitCode.DONE : ExitCode.AT_FAULT, report.document(), report.text());
    }
}
