package io.assay.jobs.commit;

import io.assay.jobs.cli.Console;
import io.assay.jobs.cli.GlobalOptions;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.process.SameJvm;
import io.assay.jobs.publication.PublishProgress;
import io.assay.jobs.publication.PublishStep;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** A run in a process of its own that dies at a named step without a chance to tidy up. */
final class KilledProcess {
    /** Exit code of a process that died as planned. */
    static final int KILLED = 77;

    private KilledProcess() {}

    /** Arguments: the path, the step to die after, the project. */
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[2]);
        PublishProgress progress = step -> {
            if (step.name().equals(arguments[1])) {
                Runtime.getRuntime().halt(KILLED);
            }
        };
        Console console = new Console(System.out, System.err);
        JobContext context = new JobContext(GlobalOptions.of(folder), console, Clock.systemUTC());
        CommitPath.valueOf(arguments[0]).run(folder, context.environment(), progress);
        Runtime.getRuntime().halt(0); // Spark's own end takes seconds and changes nothing
    }

    /** Starts it; what it prints goes to {@code log}. */
    static Process start(Path log, CommitPath path, PublishStep step, Path project) throws IOException {
        return SameJvm.start(
                log, List.of(), KilledProcess.class, List.of(path.name(), step.name(), project.toString()));
    }
}
