package io.assay.jobs.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.definition.contract.DataContract;
import io.assay.definition.contract.DatasetName;
import io.assay.definition.model.ModelDefinition;
import io.assay.jobs.features.DatasetLineage;
import io.assay.jobs.features.FeatureRun;
import io.assay.jobs.features.LabelTimes;
import io.assay.jobs.features.MalformedKeys;
import io.assay.jobs.features.ServiceLogs;
import io.assay.jobs.json.Json;
import io.assay.jobs.run.RunEnvironment;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is reported and kept of a training: {@code model.json}, and the lines a person reads.
 *
 * @param malformed labels with a key that is not of its entity's type, by key
 */
record ModelReport(
        RunEnvironment environment,
        FeatureRun run,
        ModelDefinition model,
        ServiceLogs logs,
        LabelQuery labels,
        LabelTimes times,
        MalformedKeys keys,
        Map<String, Long> malformed,
        TrainTestSplit split,
        TrainedModel trained) {
    /** Features whose own areas the summary names. */
    private static final int TELLING = 3;

    /** Name of the trained version: when, and of which definition. */
    String version() {
        String[] parts = run.id().split("-", -1);
        return parts[1] + "-" + model.version();
    }

    ObjectNode document() {
        ObjectNode document = Json.object();
        document.put("run", run.id())
                .put("model", model.name().toString())
                .put("version", version())
                .put("status", "trained")
                .put("definition", model.version())
                .put("service", model.service().toString())
                .put("algorithm", model.algorithm())
                .put("label", model.label());
        ObjectNode parameters = document.putObject("parameters");
        model.parameters().forEach(parameters::put);
        document.set("classes", Json.MAPPER.<JsonNode>valueToTree(split.classes()));
        inputs(document.putObject("inputs"));
        document.putObject("rows")
                .put("labels", times.rows())
                .put("dropped_without_label_or_time", times.rows() - split.size())
                .put("trained", split.training())
                .put("evaluated", split.evaluated());
        ObjectNode malformedKeys = document.putObject("malformed_keys");
        malformed.forEach(malformedKeys::put);
        document.put("train_until", split.until().toString());
        numbers(document.putObject("metrics"), trained.metrics());
        numbers(document.putObject("feature_auc"), trained.features());
        numbers(document.putObject("importance"), trained.importance());
        logs.writeTo(document.putArray("views"));
        datasets(document.putArray("datasets"));
        contracts(document.putArray("contracts"));
        run.times(document);
        return document;
    }

    private void inputs(ObjectNode inputs) {
        inputs.set("numbers", Json.MAPPER.<JsonNode>valueToTree(trained.inputs().numbers()));
        inputs.set(
                "with_missing_indicator",
                Json.MAPPER.<JsonNode>valueToTree(trained.inputs().gaps()));
        inputs.set(
                "categories", Json.MAPPER.<JsonNode>valueToTree(trained.inputs().categories()));
        inputs.set("unused", Json.MAPPER.<JsonNode>valueToTree(trained.inputs().unused()));
    }

    private static void numbers(ObjectNode node, Map<String, Double> values) {
        values.forEach((name, value) -> node.put(name, value));
    }

    /** The datasets that labels were read from, each with its snapshot. */
    private void datasets(ArrayNode array) {
        for (DatasetName dataset : labels.datasets()) {
            ObjectNode node = array.addObject().put("dataset", dataset.toString());
            DatasetLineage.snapshot(environment, dataset)
                    .ifPresent(snapshot -> node.put("snapshot", Long.toString(snapshot)));
        }
    }

    /** The contracts of every dataset that labels or features come from. */
    private void contracts(ArrayNode array) {
        Set<DatasetName> read = new LinkedHashSet<>(labels.datasets());
        logs.views().forEach(view -> read.add(view.view().source().dataset()));
        Set<DataContract> contracts = new LinkedHashSet<>();
        read.forEach(dataset -> environment.project().contractOf(dataset).ifPresent(contracts::add));
        contracts.forEach(contract -> array.addObject().put("id", contract.id()).put("version", contract.version()));
    }

    String summary(String place) {
        StringBuilder text = new StringBuilder("%s %s: %s on %,d labels until %s, evaluated on %,d later ones"
                .formatted(
                        model.name(),
                        version(),
                        model.algorithm(),
                        split.training(),
                        split.until(),
                        split.evaluated()));
        long dropped = times.rows() - split.size();
        if (dropped > 0) {
            text.append("\n  %,d rows without a label or a time were left out".formatted(dropped));
        }
        malformed.forEach((key, rows) -> text.append("\n  ").append(keys.line(key, rows)));
        trained.metrics()
                .forEach((name, value) -> text.append(String.format(Locale.ROOT, "%n  %-12s %.4f", name, value)));
        String alone = alone();
        if (!alone.isEmpty()) {
            text.append("\n  alone        %s (auc of one feature, over all labels)".formatted(alone));
        }
        return text.append(String.format(Locale.ROOT, "%n  stored in %s%n%s in %.1f s", place, run.id(), run.seconds()))
                .toString();
    }

    /** The features that predict best alone: a leak shows there first. */
    private String alone() {
        return trained.features().entrySet().stream()
                .sorted(Comparator.comparingDouble(feature -> -Math.abs(feature.getValue() - 0.5)))
                .limit(TELLING)
                .map(feature -> String.format(Locale.ROOT, "%s %.4f", feature.getKey(), feature.getValue()))
                .collect(Collectors.joining(", "));
    }
}
