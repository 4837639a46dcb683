package io.assay.jobs;

import io.assay.jobs.cli.Job;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.cli.JobResult;
import io.assay.jobs.failure.UsageException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** A command of the manual that is not available here: it always fails. */
@Command(hidden = true)
final class UnavailableCommand implements Job {
    private final String name;
    private final String why;

    @Unmatched
    private final List<String> words = new ArrayList<>();

    UnavailableCommand(String name, String why) {
        this.name = name;
        this.why = why;
    }

    @Override
    public JobResult run(JobContext context) {
        String call = String.join(" ", name, String.join(" ", words)).strip();
        throw new UsageException(call, why, "see assay --help for the commands there are");
    }
}
