package io.assay.jobs.trainingset;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.features.FeatureEngine;
import io.assay.features.join.RequestedFeature;
import io.assay.features.join.TrainingSet;
import io.assay.jobs.cli.JobResult;
import io.assay.jobs.failure.DataException;
import io.assay.jobs.features.FeatureNames;
import io.assay.jobs.features.FeatureRun;
import io.assay.jobs.features.LabelTimes;
import io.assay.jobs.features.MalformedKeys;
import io.assay.jobs.features.ServiceLogs;
import io.assay.jobs.features.TrainingSetLineage;
import io.assay.jobs.json.Json;
import io.assay.jobs.run.RunEnvironment;
import io.assay.jobs.run.SideWork;
import io.assay.lineage.event.DatasetId;
import io.assay.lineage.event.LineageDataset;
import io.assay.lineage.event.RunResult;
import io.assay.validation.ObservedWrite;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One call of {@code training-set}. */
final class TrainingSetJob {
    private static final String ROWS = "__rows";
    private static final Pattern NOT_PARQUET = Pattern.compile("\\S+ is not a Parquet file");

    private final RunEnvironment environment;

    TrainingSetJob(RunEnvironment environment) {
        this.environment = environment;
    }

    JobResult run(String service, FeatureNames names, String labelPath, String outputPath) {
        ServiceLogs logs = ServiceLogs.open(environment, service);
        List<LineageDataset> inputs = new ArrayList<>(logs.lineage(environment));
        inputs.add(LineageDataset.at(labelPath));
        environment.monitor().describe("the training set may be incomplete; run it again");
        FeatureRun run = FeatureRun.start(environment, "training-set", List.of(service), inputs);
        SideWork<?> loading = logs.loadAhead();
        try {
            return made(run, logs, names, labelPath, outputPath, inputs);
        } catch (Throwable e) { // Spark throws what it does not declare
            Optional<DataException> unreadable = unreadable(e, labelPath);
            run.failed(RunResult.of(inputs, List.of()), unreadable.isPresent() ? unreadable.get() : e);
            if (unreadable.isPresent()) {
                throw unreadable.get();
            }
            throw e;
        } finally {
            loading.close();
        }
    }

    private JobResult made(
            FeatureRun run,
            ServiceLogs logs,
            FeatureNames names,
            String labelPath,
            String outputPath,
            List<LineageDataset> inputs) {
        TrainingSetFile output = new TrainingSetFile(environment.spark(), outputPath);
        Dataset<Row> labels = new LabelFile(environment.spark(), labelPath).rows();
        LabelTimes times = LabelTimes.of(labels, labelPath);
        List<RequestedFeature> wanted = logs.wanted(names);
        TrainingSet trainingSet = FeatureEngine.trainingSet(wanted, logs.logs(), times.span());
        ObservedWrite filled = new ObservedWrite(environment.spark());
        Dataset<Row> joined = trainingSet.apply(labels); // refuses labels without a key
        MalformedKeys keys = MalformedKeys.of(logs.logs(), labels.schema());
        Dataset<Row> rows = filled.observe(joined, counts(wanted, keys));
        filled.during(() -> {
            output.write(rows, times.rows());
            return output;
        });
        Map<String, Long> counts = filled.counts();
        ObjectNode document = document(run, logs, times, wanted, keys, counts, outputPath);
        DatasetId from = LineageDataset.at(labelPath).id();
        LineageDataset made = new TrainingSetLineage(environment, logs, wanted, Optional.of(from))
                .output(
                        LineageDataset.at(outputPath),
                        rows.drop(TrainingSet.INDEX).schema(),
                        times.rows());
        run.completed("done", document, RunResult.of(inputs, List.of(made)));
        return JobResult.done(document, summary(run, times, wanted, keys, counts, outputPath));
    }

    private static List<Column> counts(List<RequestedFeature> wanted, MalformedKeys keys) {
        List<Column> counts = new ArrayList<>();
        counts.add(count(lit(1)).as(ROWS));
        wanted.forEach(feature -> counts.add(count(col(feature.column())).as(feature.column())));
        counts.addAll(keys.counts());
        return counts;
    }

    private static ObjectNode document(
            FeatureRun run,
            ServiceLogs logs,
            LabelTimes times,
            List<RequestedFeature> wanted,
            MalformedKeys keys,
            Map<String, Long> counts,
            String output) {
        ObjectNode document = Json.object();
        document.put("run", run.id())
                .put("service", logs.service().name().toString())
                .put("status", "done")
                .put("rows", times.rows())
                .put("rows_without_event_timestamp", times.withoutTime())
                .put("output", output);
        ObjectNode malformed = document.putObject("malformed_keys");
        keys.of(counts).forEach(malformed::put);
        logs.writeTo(document.putArray("views"));
        ObjectNode nulls = document.putObject("nulls");
        wanted.forEach(feature -> {
            if (counts.containsKey(feature.column())) {
                nulls.put(feature.column(), times.rows() - counts.getOrDefault(feature.column(), 0L));
            }
        });
        run.times(document);
        return document;
    }

    private static String summary(
            FeatureRun run,
            LabelTimes times,
            List<RequestedFeature> wanted,
            MalformedKeys keys,
            Map<String, Long> counts,
            String output) {
        StringBuilder text = new StringBuilder();
        text.append("%,d rows with %d features: %s".formatted(times.rows(), wanted.size(), output));
        if (times.withoutTime() > 0) {
            text.append("\n%,d rows have no event_timestamp: their features are null".formatted(times.withoutTime()));
        }
        keys.of(counts).forEach((key, rows) -> text.append('\n').append(keys.line(key, rows)));
        for (RequestedFeature feature : wanted) {
            long missing = times.rows() - counts.getOrDefault(feature.column(), times.rows());
            if (missing > 0) {
                text.append("\n  %s is null in %.1f %%".formatted(feature.column(), 100.0 * missing / times.rows()));
            }
        }
        return text.append(String.format(Locale.ROOT, "%n%s in %.1f s", run.id(), run.seconds()))
                .toString();
    }

    /** The failure of labels that Spark cannot read, with its message. */
    private static Optional<DataException> unreadable(Throwable thrown, String labelPath) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            Matcher file = NOT_PARQUET.matcher(String.valueOf(t.getMessage()));
            if (file.find()) {
                return Optional.of(new DataException(
                        labelPath,
                        file.group() + ": it is damaged, or of another format",
                        "give readable labels, with an ending that says what they are",
                        thrown));
            }
        }
        return Optional.empty();
    }
}
