package io.assay.jobs.profile;

import io.assay.definition.Name;
import io.assay.definition.contract.DatasetName;
import io.assay.definition.project.Project;
import io.assay.jobs.cli.GlobalOptions;
import io.assay.jobs.cli.Job;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.cli.JobResult;
import io.assay.jobs.failure.UsageException;
import io.assay.warehouse.WarehouseLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that looks at a file, a folder or a published dataset; of a file it needs no project. */
public abstract class SourceCommand implements Job {
    /** How datasets are named in SQL. */
    private static final String IN_SQL = WarehouseLayout.DATASETS + ".";

    @Parameters(
            paramLabel = "PATH",
            description = "A file, a folder, or a dataset of the project: its name, or datasets.NAME.")
    private String path = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "csv, json, parquet, avro, orc, delta or iceberg; default: by the file's ending.")
    private Optional<String> format = Optional.empty();

    @Override
    public final JobResult run(JobContext context) throws IOException {
        check();
        Optional<DatasetName> named = named(path);
        boolean file = named.isPresent() && Files.exists(Path.of(path));
        boolean inProject = (Name.fits(path) && !file) || inProject(context);
        JobContext known = inProject ? context.asFarAsReadable() : scratch(context);
        Optional<ProfiledSource> dataset = inProject
                ? named.flatMap(name -> ProfiledSource.published(known.sparkToRead(), name))
                : Optional.empty();
        if (dataset.isPresent() && file) {
            throw ambiguous(named.get());
        }
        if (inProject && named.isPresent() && dataset.isEmpty() && !file) {
            throw new UsageException(
                    path,
                    "is neither a file nor a dataset that has been published",
                    "name a path, or ingest the dataset first");
        }
        ProfiledSource source =
                dataset.orElseGet(() -> ProfiledSource.files(known.sparkToRead(), path, format, nullValues()));
        return run(source, inProject ? Optional.of(known.project()) : Optional.empty(), known);
    }

    /** The dataset that the text may mean: {@code trips}, or {@code datasets.trips} as in SQL. */
    private static Optional<DatasetName> named(String text) {
        String name = text.startsWith(IN_SQL) ? text.substring(IN_SQL.length()) : text;
        return Name.fits(name) ? Optional.of(new DatasetName(name)) : Optional.empty();
    }

    private UsageException ambiguous(DatasetName name) {
        String kind = Files.isDirectory(Path.of(path)) ? "folder" : "file";
        String dataset = IN_SQL + name;
        return new UsageException(
                path,
                "is both a %s and a dataset that has been published".formatted(kind),
                "write ./%s for the %s, %s for the dataset"
                        .formatted(path, kind, path.equals(dataset) ? name.value() : dataset));
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
