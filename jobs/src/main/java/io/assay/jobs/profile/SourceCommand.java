package io.assay.jobs.profile;

import io.assay.definition.Name;
import io.assay.definition.project.Project;
import io.assay.jobs.cli.GlobalOptions;
import io.assay.jobs.cli.Job;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.cli.JobResult;
import io.assay.jobs.failure.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that looks at a file, a folder or a published dataset; of a file it needs no project. */
public abstract class SourceCommand implements Job {
    @Parameters(paramLabel = "PATH", description = "A file, a folder, or the name of a dataset of the project.")
    private String path = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "csv, json, parquet, avro, orc, delta or iceberg; default: by the file's ending.")
    private Optional<String> format = Optional.empty();

    @Override
    public final JobResult run(JobContext context) throws IOException {
        check();
        boolean dataset = Name.fits(path) && !Files.exists(Path.of(path));
        boolean inProject = dataset || inProject(context);
        JobContext known = inProject ? context.asFarAsReadable() : scratch(context);
        ProfiledSource source = dataset
                ? ProfiledSource.published(known.spark(), path)
                : ProfiledSource.files(known.spark(), path, format, nullValues());
        return run(source, inProject ? Optional.of(known.project()) : Optional.empty(), known);
    }

    /** Refuses wrong options. */
    protected void check() {}

    /** Texts that mean null in a CSV. */
    protected List<String> nullValues() {
        return List.of();
    }

    /** Does the work; {@code project} is the one of the command line, if there is one. */
    protected abstract JobResult run(ProfiledSource source, Optional<Project> project, JobContext context)
            throws IOException;

    private static boolean inProject(JobContext context) {
        try {
            context.folder();
            return true;
        } catch (UsageException none) {
            return false;
        }
    }

    private static JobContext scratch(JobContext context) throws IOException {
        Path scratch = Files.createTempDirectory("assay-profile");
        Files.writeString(scratch.resolve("assay.yaml"), "assay: 1\nproject: scratch\nwarehouse: warehouse\n");
        return context.on(GlobalOptions.of(scratch));
    }
}
