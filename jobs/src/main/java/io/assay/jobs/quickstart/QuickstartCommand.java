package io.assay.jobs.quickstart;

import io.assay.jobs.cli.ExitCode;
import io.assay.jobs.cli.Job;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.cli.JobResult;
import io.assay.jobs.serve.ClockOption;
import io.assay.jobs.serve.ServiceLauncher;
import io.assay.jobs.serve.ServiceProcess;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code quickstart}. */
@Command(
        name = "quickstart",
        header = "Runs the flights example from raw files to a served feature and a trained model.",
        description = "Checks the definitions, ingests all flights of 2013 month by month, computes features, trains a "
                + "model, serves, and asks for one value and where it comes from. Then it keeps serving until Ctrl-C. "
                + "Running it again does only what is new.")
public final class QuickstartCommand implements Job {
    @Option(names = "--once", description = "Stops after the last step.")
    private boolean once;

    @Option(names = "--port", paramLabel = "N", defaultValue = "6566", description = "Default: ${DEFAULT-VALUE}.")
    private int port;

    @Override
    public JobResult run(JobContext context) throws Exception {
        Path folder = ExampleFolder.find(context.options());
        JobContext flights = context.on(context.options().withProject(folder));
        new ServiceLauncher(folder, context.options().environment(), port, new ClockOption.Real()).check();

        QuickstartSteps steps = new QuickstartSteps(context.console());
        Optional<JobResult> stopped = new FlightsQuickstart(flights, folder, steps).run();
        if (stopped.isPresent()) {
            return stopped.get();
        }
        Instant end = LastFlight.of(flights.spark());
        flights.spark().stop();
        ServiceLauncher service =
                new ServiceLauncher(folder, context.options().environment(), port, new ClockOption.From(end));
        steps.begin("serve", "the flights are of 2013, so the service's clock starts at their end, " + end);
        try (ServiceProcess running = service.start()) {
            ServedValue value = ServedValue.ask(running, steps);
            JobResult outcome = steps.outcome(value, port, once);
            if (once) {
                return outcome;
            }
            context.stop().endsOnRequest(running::close);
            context.console().progress(outcome.summary());
            context.console().progress("Serving until Ctrl-C on http://localhost:%d".formatted(port));
            return new JobResult(ExitCode.of(running.waitForEnd()), outcome.document(), "");
        }
    }
}
