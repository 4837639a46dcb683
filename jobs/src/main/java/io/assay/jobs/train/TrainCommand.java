package io.assay.jobs.train;

import io.assay.jobs.cli.Job;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.cli.JobResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "train",
        description = "Trains an MLlib model on its point-in-time training set and evaluates it on later labels.")
final class TrainCommand implements Job {
    @Parameters(paramLabel = "MODEL", description = "The model, as models/*.yaml names it.")
    private String model = "";

    @Override
    public JobResult run(JobContext context) {
        return new TrainJob(context.environment()).run(model);
    }
}
