package io.assay.jobs.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.definition.contract.DatasetName;
import io.assay.definition.model.ModelDefinition;
import io.assay.definition.model.ModelName;
import io.assay.features.FeatureEngine;
import io.assay.features.join.RequestedFeature;
import io.assay.features.join.TrainingSet;
import io.assay.jobs.cli.JobResult;
import io.assay.jobs.failure.DataException;
import io.assay.jobs.failure.UsageException;
import io.assay.jobs.features.DatasetLineage;
import io.assay.jobs.features.FeatureNames;
import io.assay.jobs.features.FeatureRun;
import io.assay.jobs.features.LabelTimes;
import io.assay.jobs.features.MalformedKeys;
import io.assay.jobs.features.ServiceLogs;
import io.assay.jobs.features.TrainingSetLineage;
import io.assay.jobs.record.RunDetail;
import io.assay.jobs.run.RunEnvironment;
import io.assay.lineage.event.LineageDataset;
import io.assay.lineage.event.RunResult;
import io.assay.warehouse.definition.DefinitionRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One call of {@code train}. */
final class TrainJob {
    private final RunEnvironment environment;

    TrainJob(RunEnvironment environment) {
        this.environment = environment;
    }

    JobResult run(String name) {
        ModelDefinition model = environment.project().models().values().stream()
                .filter(candidate -> candidate.name().value().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "train",
                        "there is no model '%s'".formatted(name),
                        "use one of "
                                + environment.project().models().keySet().stream()
                                        .map(ModelName::value)
                                        .collect(Collectors.joining(", "))));
        Algorithm algorithm = Algorithm.named(name, model.algorithm());
        ServiceLogs logs = ServiceLogs.open(environment, model.service().value());
        LabelQuery labels = LabelQuery.of(environment.spark(), model);
        List<LineageDataset> inputs = new ArrayList<>(logs.lineage(environment));
        for (DatasetName dataset : labels.datasets()) {
            inputs.add(DatasetLineage.now(environment, dataset));
        }
        environment.monitor().describe("the model was not registered; run it again");
        FeatureRun run = FeatureRun.start(environment, "train", List.of(name), inputs);
        try {
            return trained(run, model, algorithm, logs, labels, inputs);
        } catch (Throwable e) { // Spark throws what it does not declare
            Optional<DataException> known = labels.failure(e);
            run.failed(RunResult.of(inputs, List.of()), known.isPresent() ? known.get() : e);
            if (known.isPresent()) {
                throw known.get();
            }
            throw e;
        }
    }

    private JobResult trained(
            FeatureRun run,
            ModelDefinition model,
            Algorithm algorithm,
            ServiceLogs logs,
            LabelQuery labels,
            List<LineageDataset> inputs) {
        LabelTimes times = LabelTimes.of(labels.rows(), "model %s: labels".formatted(model.name()));
        List<RequestedFeature> wanted = logs.wanted(FeatureNames.SHORT);
        TrainingSet trainingSet = FeatureEngine.trainingSet(wanted, logs.logs(), times.span());
        Dataset<Row> joined = trainingSet.apply(labels.usable()); // refuses labels without a key
        MalformedKeys keys = MalformedKeys.of(logs.logs(), labels.rows().schema());
        TrainTestSplit split =
                TrainTestSplit.of(model, algorithm, joined, times, candidates(model, logs, labels, wanted));
        TrainedModel trained;
        try {
            trained = TrainedModel.fit(model, algorithm, split);
        } finally {
            split.close();
        }
        ModelReport report = new ModelReport(
                environment, run, model, logs, labels, times, keys, keys.in(labels.usable()), split, trained);
        ObjectNode document = report.document();
        environment.monitor().describe("the model may be registered and not in the log; run it again");
        String place = new ModelFolder(
                        environment.spark(), environment.warehouse().layout().model(model.name()))
                .keep(report.version(), trained.pipeline(), document);
        document.put("path", place);
        List<DefinitionRecord> used =
                new ArrayList<>(List.of(DefinitionRecord.of(model), DefinitionRecord.of(logs.service())));
        environment.definitions().write(run.id(), environment.now(), used);
        LineageDataset made = new TrainingSetLineage(environment, logs, wanted, Optional.empty())
                .output(
                        LineageDataset.at(environment.warehouse().layout().model(model.name()))
                                .withVersion(report.version()),
                        joined.drop(TrainingSet.INDEX).schema(),
                        split.size());
        RunDetail[] metrics = trained.metrics().entrySet().stream()
                .map(metric -> RunDetail.metric(metric.getKey(), null, metric.getValue(), null, null))
                .toArray(RunDetail[]::new);
        run.completed("trained", document, RunResult.of(inputs, List.of(made)), metrics);
        return JobResult.done(document, report.summary(place));
    }

    /** The service's features, and what else the labels bring but keys, time and label. */
    private static List<String> candidates(
            ModelDefinition model, ServiceLogs logs, LabelQuery labels, List<RequestedFeature> wanted) {
        Set<String> candidates = new LinkedHashSet<>();
        wanted.forEach(feature -> candidates.add(feature.column()));
        candidates.addAll(Arrays.asList(labels.rows().columns()));
        candidates.remove(model.label());
        candidates.remove(TrainingSet.EVENT_TIMESTAMP);
        logs.views().forEach(view -> candidates.removeAll(view.view().joinKeys().keySet()));
        return List.copyOf(candidates);
    }
}
