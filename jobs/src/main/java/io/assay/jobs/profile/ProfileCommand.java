package io.assay.jobs.profile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.jobs.cli.Job;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.cli.JobResult;
import io.assay.jobs.json.Json;
import io.assay.validation.Profiler;
import io.assay.validation.profile.Profile;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Statistics of a file, a folder or a published dataset; needs no contract, and of a file no project. */
@Command(name = "profile", description = "Statistics of a file's or a dataset's columns, in one scan.")
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
        ProfiledSource source = ProfiledSource.of(context, path, format, nullValue.stream().toList());
        Profile profile = Profiler.of(source.rows());
        ObjectNode document = (ObjectNode) Json.MAPPER.readTree(profile.json());
        document.put("path", path).put("malformed", profile.malformed());
        source.delimiter().ifPresent(delimiter -> document.put("delimiter", delimiter));
        return JobResult.done(document, new ProfileText(path, source, profile).text());
    }
}
