package io.assay.jobs.ingest;

import io.assay.definition.contract.DatasetName;
import io.assay.jobs.cli.Console;
import io.assay.jobs.cli.GlobalOptions;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.process.SameJvm;
import io.assay.jobs.publication.PublishProgress;
import io.assay.jobs.publication.PublishStep;
import io.assay.jobs.stream.IngestStream;
import io.assay.jobs.stream.StreamRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An ingest in a process of its own, which may die at a named step without a chance to tidy up. */
public final class IngestProcess {
    /** Exit code of a process that died as planned. */
    public static final int KILLED = 77;

    private IngestProcess() {}

    /**
     * Arguments: {@code batch|stream|follow} (the last until it is stopped), the step to die at or {@code none},
     * project, dataset, input.
     */
    public static void main(String[] arguments) {
        PublishProgress progress = step -> {
            if (step.name().equals(arguments[1])) {
                Runtime.getRuntime().halt(KILLED);
            }
        };
        Console console = new Console(System.out, System.err);
        JobContext context = new JobContext(GlobalOptions.of(Path.of(arguments[2])), console, Clock.systemUTC());
        DatasetName dataset = new DatasetName(arguments[3]);
        if (!arguments[0].equals("batch")) {
            new IngestStream(context.environment(), progress)
                    .run(new StreamRequest(
                            dataset,
                            arguments[4],
                            Optional.empty(),
                            Optional.empty(),
                            arguments[0].equals("stream") ? StreamRequest.End.AVAILABLE_NOW : StreamRequest.End.STOPPED,
                            Set.of()));
        } else {
            String status = new Ingest(context.environment(), progress)
                    .report(IngestRequest.of(dataset, arguments[4]))
                    .status()
                    .word();
            console.progress("STATUS " + status);
        }
        Runtime.getRuntime().halt(0); // Spark's own end takes seconds and changes nothing
    }

    /** Starts it with this JVM's class path and options; what it prints goes to {@code log}. */
    public static Process start(Path log, String kind, String step, Path project, String dataset, String input)
            throws IOException {
        return SameJvm.start(
                log, List.of(), IngestProcess.class, List.of(kind, step, project.toString(), dataset, input));
    }

    /** The steps a batch can die after, in order. */
    public static List<PublishStep> steps() {
        return List.of(PublishStep.values());
    }
}
