package io.assay.jobs.profile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.DatasetContract.Novelty;
import io.assay.definition.contract.DatasetName;
import io.assay.definition.project.Project;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.cli.JobResult;
import io.assay.jobs.cli.OutputPath;
import io.assay.jobs.cli.ResultFile;
import io.assay.jobs.json.Json;
import io.assay.jobs.novelty.NoveltyWatch;
import io.assay.jobs.novelty.PublishedBatches;
import io.assay.jobs.report.ProfileReport;
import io.assay.validation.Profiler;
import io.assay.validation.profile.Profile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Statistics of a file, a folder or a published dataset; needs no contract, and of a file no project. */
@Command(name = "profile", description = "Statistics of a file's or a dataset's columns, in one scan.")
public final class ProfileCommand extends SourceCommand {
    @Option(names = "--null", paramLabel = "TEXT", description = "What a CSV writes for a missing value, such as NA.")
    private Optional<String> nullValue = Optional.empty();

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Leaves the profile there as a page for a browser (any Hadoop path).")
    private Optional<String> page = Optional.empty();

    @Override
    protected void check() {
        page.map(file -> new OutputPath("--report", file)).ifPresent(OutputPath::mustBeWritable);
    }

    @Override
    protected List<String> nullValues() {
        return nullValue.stream().toList();
    }

    @Override
    protected JobResult run(ProfiledSource source, Optional<Project> project, JobContext context) throws IOException {
        if (!source.published()) {
            page.ifPresent(file -> new OutputPath("--report", file).mustSpare("PATH", List.of(source.path())));
        }
        Profile profile = Profiler.of(source.rows());
        ObjectNode document = (ObjectNode) Json.MAPPER.readTree(profile.json());
        document.put("path", source.path()).put("malformed", profile.malformed());
        source.delimiter().ifPresent(delimiter -> document.put("delimiter", delimiter));
        ProfileText text = new ProfileText(source, profile);
        page.ifPresent(file -> ResultFile.write(
                "--report", file, ProfileReport.of(source.path(), profile, text.notes(), published(source, context))));
        return JobResult.done(document, text.text());
    }

    private static PublishedBatches published(ProfiledSource source, JobContext context) {
        if (!source.published()) {
            return PublishedBatches.none();
        }
        DatasetName dataset = new DatasetName(source.path());
        Novelty setting = context.project()
                .contractOf(dataset)
                .flatMap(contract -> contract.datasets().stream()
                        .filter(one -> one.name().equals(dataset))
                        .findFirst())
                .map(DatasetContract::novelty)
                .orElse(Novelty.DEFAULT);
        return new NoveltyWatch(
                        context.warehouse().layout().log(),
                        context.sparkToRead().sessionState().newHadoopConf())
                .published(dataset, setting, context.clock().instant());
    }
}
