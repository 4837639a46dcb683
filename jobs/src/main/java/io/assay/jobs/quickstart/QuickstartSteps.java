package io.assay.jobs.quickstart;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.jobs.cli.Console;
import io.assay.jobs.cli.JobResult;
import io.assay.jobs.cli.TextTable;
import io.assay.jobs.json.Json;
import java.util.ArrayList;
import java.util.List;

/** The steps of the tour, each with its time; printed on the console as they run, and together at the end. */
final class QuickstartSteps {
    private static final int STEPS = 7;

    private record Step(String name, double seconds, String result) {}

    private final Console console;
    private final long started = System.nanoTime();
    private final List<Step> done = new ArrayList<>();
    private String name = "";
    private long begun;

    QuickstartSteps(Console console) {
        this.console = console;
    }

    /** The next step begins. */
    void begin(String step, String about) {
        name = step;
        begun = System.nanoTime();
        console.progress("[%d/%d] %s: %s".formatted(done.size() + 1, STEPS, step, about));
    }

    /** A line about the current step. */
    void print(String line) {
        console.progress("      " + line.replace("\n", "\n      "));
    }

    /** The current step is done. */
    void end(String result) {
        double seconds = (System.nanoTime() - begun) / 1e9;
        done.add(new Step(name, seconds, result));
        print("%s (%.1f s)".formatted(result, seconds));
    }

    JobResult outcome(ServedValue value, int port, boolean once) {
        double all = (System.nanoTime() - started) / 1e9;
        ObjectNode document = Json.object();
        TextTable table = TextTable.of("step", "seconds", "result");
        for (Step step : done) {
            document.withArray("steps")
                    .addObject()
                    .put("step", step.name())
                    .put("seconds", Math.round(step.seconds() * 10) / 10.0)
                    .put("result", step.result());
            table.row(step.name(), "%.1f".formatted(step.seconds()), step.result());
        }
        table.row("all", "%.1f".formatted(all), "");
        document.set("features", value.features());
        document.set("provenance", value.provenance());
        document.put("seconds", Math.round(all * 10) / 10.0);
        String next = "Next: docs/tutorial.md explains what happened; try%n".formatted()
                + "  ./assay -p examples/flights status\n"
                + "  ./assay -p examples/flights quarantine show flights --limit 5\n"
                + (once
                        ? "  ./assay -p examples/flights serve --at 2013-12-30T23:00:00Z"
                        : "  curl localhost:%d/v1/views".formatted(port));
        return JobResult.done(document, "\n%s\n\n%s".formatted(table.text(), next));
    }
}
