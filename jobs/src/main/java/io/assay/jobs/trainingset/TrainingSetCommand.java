package io.assay.jobs.trainingset;

import io.assay.jobs.cli.Job;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.cli.JobResult;
import io.assay.jobs.cli.OutputPath;
import io.assay.jobs.features.FeatureNames;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "training-set",
        description = "Labels with the features of a service beside them, as they were known at each label's time.")
final class TrainingSetCommand implements Job {
    @Parameters(paramLabel = "SERVICE", description = "The feature service.")
    private String service = "";

    @Option(
            names = "--labels",
            required = true,
            paramLabel = "PATH",
            description = "CSV or Parquet with the join keys, event_timestamp and any other columns.")
    private String labels = "";

    @Option(
            names = "--output",
            required = true,
            paramLabel = "PATH",
            description =
                    "One CSV file if it ends in .csv; a Delta folder if it ends in .delta; else a Parquet folder.")
    private String output = "";

    @Option(names = "--full-feature-names", description = "Features are named view__feature.")
    private boolean full;

    @Override
    public JobResult run(JobContext context) {
        new OutputPath("--output", output).mustSpare("--labels", List.of(labels));
        context.options()
                .result()
                .ifPresent(path -> new OutputPath("--result", path).mustSpare("--labels", List.of(labels)));
        FeatureNames names = full ? FeatureNames.FULL : FeatureNames.SHORT;
        return new TrainingSetJob(context.environment()).run(service, names, labels, output);
    }
}
