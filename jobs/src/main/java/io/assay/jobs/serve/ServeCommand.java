package io.assay.jobs.serve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.jobs.cli.ExitCode;
import io.assay.jobs.cli.Job;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.cli.JobResult;
import io.assay.jobs.json.Json;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code serve}: the service in a process of its own, until Ctrl-C. */
@Command(
        name = "serve",
        header = "Serves the project's features over HTTP.",
        description = "The service follows the feature tables by itself; it needs no Spark.")
public final class ServeCommand implements Job {
    @Option(names = "--port", paramLabel = "N", defaultValue = "6566", description = "Default: ${DEFAULT-VALUE}.")
    private int port;

    @ArgGroup
    private @Nullable Now now;

    /** Neither: the real time. */
    private static final class Now {
        @Option(
                names = "--clock",
                paramLabel = "INSTANT",
                description = "Starts the service clock at this time: for replays, demos and tests.")
        private @Nullable Instant start;

        @Option(
                names = "--at",
                paramLabel = "INSTANT",
                description = "Fixes the service clock at this time: every response is as of it.")
        private @Nullable Instant at;

        ClockOption clock() {
            if (at != null) {
                return new ClockOption.At(at);
            }
            return start == null ? new ClockOption.Real() : new ClockOption.From(start);
        }
    }

    @Override
    public JobResult run(JobContext context) throws IOException, InterruptedException {
        ServiceLauncher service = new ServiceLauncher(
                context.project().folder(),
                context.options().environment(),
                port,
                now == null ? new ClockOption.Real() : now.clock());
        context.console()
                .progress("serving %s on http://localhost:%d (Ctrl-C stops it)"
                        .formatted(context.project().settings().project(), port));
        try (ServiceProcess running = service.start()) {
            context.stop().endsOnRequest(running::close);
            int exit = running.waitForEnd();
            ObjectNode document = Json.object();
            document.put("status", exit == 0 ? "stopped" : "failed").put("port", port);
            return new JobResult(ExitCode.of(exit), document, "");
        }
    }
}
