package io.assay.jobs.profile;

import io.assay.definition.Name;
import io.assay.definition.contract.DatasetName;
import io.assay.jobs.cli.GlobalOptions;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.failure.DataException;
import io.assay.jobs.failure.UsageException;
import io.assay.jobs.warehouse.Warehouse;
import io.assay.validation.Profiler;
import io.assay.validation.source.Input;
import io.assay.validation.source.UnreadableSourceException;
import io.assay.warehouse.dataset.DatasetColumns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a command looks at: a file or folder, or a dataset of the project.
 *
 * @param context the project of the command line, else an empty one in a temporary folder
 */
public record ProfiledSource(JobContext context, Profiler.ProfiledRows rows, boolean published, boolean inProject) {
    /**
     * Opens it.
     *
     * @param path a file, a folder, or the name of a dataset
     */
    public static ProfiledSource of(
            JobContext context, String path, Optional<String> format, List<String> nullValues) throws IOException {
        if (Name.fits(path) && !Files.exists(Path.of(path))) {
            return new ProfiledSource(
                    context, Profiler.ProfiledRows.of(published(context, new DatasetName(path))), true, true);
        }
        boolean inProject = inProject(context);
        JobContext with = inProject ? context : scratch(context);
        try {
            return new ProfiledSource(
                    with,
                    Profiler.open(with.spark(), new Input(List.of(path), format, Map.of()), nullValues),
                    false,
                    inProject);
        } catch (UnreadableSourceException e) {
            throw new DataException(e.where(), e.what(), e.fix(), e);
        }
    }

    private static Dataset<Row> published(JobContext context, DatasetName dataset) {
        if (!context.spark().catalog().tableExists(Warehouse.dataset(dataset))) {
            throw new UsageException(
                    dataset.value(),
                    "is neither a file nor a dataset that has been published",
                    "name a path, or ingest the dataset first");
        }
        return context.spark()
                .table(Warehouse.dataset(dataset))
                .drop(DatasetColumns.SCHEMA.names().toArray(String[]::new));
    }

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

    /** The delimiter that was found in a CSV's header, if it is not the comma. */
    public Optional<String> delimiter() {
        return Optional.ofNullable(rows.options().get("delimiter"));
    }
}
