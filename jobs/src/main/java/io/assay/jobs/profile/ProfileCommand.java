package io.assay.jobs.profile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.definition.Name;
import io.assay.definition.contract.DatasetName;
import io.assay.jobs.cli.GlobalOptions;
import io.assay.jobs.cli.Job;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.cli.JobResult;
import io.assay.jobs.failure.DataException;
import io.assay.jobs.failure.UsageException;
import io.assay.jobs.json.Json;
import io.assay.jobs.warehouse.Warehouse;
import io.assay.validation.Profiler;
import io.assay.validation.profile.Profile;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Statistics of a file, a folder or a published dataset; needs no contract, and of a file no project. */
@Command(name = "profile", description = "Statistics of a file's or a dataset's columns, by Deequ's profiler.")
public final class ProfileCommand implements Job {
    @Parameters(paramLabel = "PATH", description = "A file, a folder, or the name of a dataset of the project.")
    private String path = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "csv, json, parquet, avro, orc, delta or iceberg; default: by the file's ending.")
    private Optional<String> format = Optional.empty();

    @Option(names = "--null", paramLabel = "TEXT", description = "What a CSV writes for a missing value, such as NA.")
    private Optional<String> nullValue = Optional.empty();

    @Override
    public JobResult run(JobContext context) throws IOException {
        Profiler.ProfiledRows source = source(context);
        Profile profile = Profiler.of(source.rows());
        long malformed = source.malformed().map(Dataset::count).orElse(0L);
        ObjectNode document = (ObjectNode) Json.MAPPER.readTree(profile.json());
        document.put("path", path).put("malformed", malformed);
        String text = new ProfileText(path, profile).text();
        return JobResult.done(
                document,
                malformed == 0 ? text : text + "\n%,d rows cannot be read and are left out".formatted(malformed));
    }

    private Profiler.ProfiledRows source(JobContext context) throws IOException {
        if (Name.fits(path) && !Files.exists(Path.of(path))) {
            DatasetName dataset = new DatasetName(path);
            if (!context.spark().catalog().tableExists(Warehouse.dataset(dataset))) {
                throw new UsageException(
                        path,
                        "is neither a file nor a dataset that has been published",
                        "name a path, or ingest the dataset first");
            }
            return new Profiler.ProfiledRows(
                    context.spark()
                            .table(Warehouse.dataset(dataset))
                            .drop(DatasetColumns.SCHEMA.names().toArray(String[]::new)),
                    Optional.empty());
        }
        try {
            return Profiler.open(
                    project(context).spark(),
                    new Input(List.of(path), format, Map.of()),
                    nullValue.stream().toList());
        } catch (UnreadableSourceException e) {
            throw new DataException(e.where(), e.what(), e.fix(), e);
        }
    }

    /** The project of the command line, else an empty one in a temporary folder. */
    private static JobContext project(JobContext context) throws IOException {
        try {
            context.folder();
            return context;
        } catch (UsageException none) {
            Path scratch = Files.createTempDirectory("assay-profile");
            Files.writeString(scratch.resolve("assay.yaml"), "assay: 1\nproject: scratch\nwarehouse: warehouse\n");
            return context.on(GlobalOptions.of(scratch));
        }
    }
}
