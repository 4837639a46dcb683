package io.assay.jobs.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.definition.model.ModelName;
import io.assay.jobs.cli.ExitCode;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.cli.JobResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Takes the data from files to the model, with the commands that a user types. */
final class FlightsQuickstart {
    /** In this order: weather's and flights' foreign keys point to the ones before. */
    private static final List<String> REFERENCE = List.of("airlines", "airports", "planes", "weather");

    /** The feature that shows the leak best: how late the carrier has been running for three hours. */
    private static final String TELLING = "mean_delay_3h";

    private final JobContext context;
    private final Path folder;
    private final QuickstartSteps steps;

    FlightsQuickstart(JobContext context, Path folder, QuickstartSteps steps) {
        this.context = context;
        this.folder = folder;
        this.steps = steps;
    }

    /** Runs all of it; the outcome of the command that did not end well, if one did not. */
    Optional<JobResult> run() throws Exception {
        return check().or(this::reference).or(this::months).or(this::compute).or(this::train);
    }

    private Optional<JobResult> check() {
        steps.begin("check", "every definition of " + folder);
        JobResult outcome = run("check", folder.toString());
        return ended(outcome, "no faults");
    }

    private Optional<JobResult> reference() {
        steps.begin("ingest", "airlines, airports, planes and weather");
        Counts counts = new Counts();
        for (String dataset : REFERENCE) {
            JobResult outcome = ingest(dataset, folder.resolve("data/" + dataset + ".csv.gz"), counts);
            if (outcome.exit() != ExitCode.DONE) {
                return Optional.of(outcome);
            }
        }
        steps.end(counts.text());
        return Optional.empty();
    }

    private Optional<JobResult> months() {
        steps.begin("ingest", "all flights that left New York in 2013, month by month");
        Counts counts = new Counts();
        for (Path month : months(folder.resolve("data/flights"))) {
            JobResult outcome = ingest("flights", month, counts);
            if (outcome.exit() != ExitCode.DONE) {
                return Optional.of(outcome);
            }
        }
        steps.end(counts.text());
        return Optional.empty();
    }

    private Optional<JobResult> compute() {
        steps.begin("compute", "feature tables from what was published");
        JobResult outcome = run("compute");
        steps.print(outcome.summary());
        return ended(outcome, "%d views".formatted(context.project().views().size()));
    }

    private Optional<JobResult> train() {
        steps.begin("train", "a model of late arrivals, and the same on features that were not known yet");
        List<String> results = new ArrayList<>();
        for (ModelName model : context.project().models().keySet()) {
            JobResult outcome = run("train", model.value());
            if (outcome.exit() != ExitCode.DONE) {
                return Optional.of(outcome);
            }
            JsonNode all = outcome.document().path("metrics").path("auc");
            JsonNode one = outcome.document().path("feature_auc").path(TELLING);
            results.add(
                    "%s AUC %.3f (%s alone, all year: %.3f)".formatted(model, all.asDouble(), TELLING, one.asDouble()));
        }
        steps.end(String.join(", ", results) + ": what looks better is a leak");
        return Optional.empty();
    }

    private Optional<JobResult> ended(JobResult outcome, String result) {
        if (outcome.exit() != ExitCode.DONE) {
            return Optional.of(outcome);
        }
        steps.end(result);
        return Optional.empty();
    }

    private JobResult ingest(String dataset, Path file, Counts counts) {
        JobResult outcome = run("ingest", dataset, "--input", file.toString());
        JsonNode document = outcome.document();
        counts.add(document);
        steps.print("%s: %s, %,d read, %,d published, %,d quarantined"
                .formatted(
                        file.getFileName(),
                        document.path("status").asText(),
                        document.at("/rows/read").asLong(),
                        document.at("/rows/published").asLong(),
                        document.at("/rows/quarantined").asLong()));
        return outcome;
    }

    /** Supplier chains cannot throw: what a command throws passes as it is. */
    private JobResult run(String... words) {
        try {
            return context.run(List.of(words));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(String.join(" ", words), e);
        }
    }

    private static List<Path> months(Path data) {
        try (Stream<Path> files = Files.list(data)) {
            return files.filter(file -> file.toString().endsWith(".csv.gz"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(data.toString(), e);
        }
    }

    /** Rows over several batches. */
    private static final class Counts {
        private long published;
        private long quarantined;
        private int fresh;

        void add(JsonNode document) {
            published += document.at("/rows/published").asLong();
            quarantined += document.at("/rows/quarantined").asLong();
            fresh += document.path("status").asText().equals("published") ? 1 : 0;
        }

        String text() {
            return fresh == 0
                    ? "nothing new"
                    : "%,d rows published, %,d quarantined in %d batches".formatted(published, quarantined, fresh);
        }
    }
}
