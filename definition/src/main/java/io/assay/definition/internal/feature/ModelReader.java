package io.assay.definition.internal.feature;

import io.assay.definition.DurationText;
import io.assay.definition.InvalidDefinitionException;
import io.assay.definition.Name;
import io.assay.definition.feature.ServiceName;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import io.assay.definition.internal.document.FieldReader;
import io.assay.definition.model.ModelDefinition;
import io.assay.definition.model.ModelDefinition.TrainUntil;
import io.assay.definition.model.ModelName;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a model. */
public final class ModelReader {
    private static final List<String> KEYS = List.of(
            "model", "service", "labels", "label", "algorithm", "train_until", "parameters", "description", "tags");
    private final FaultCollector faults;

    public ModelReader(FaultCollector faults) {
        this.faults = faults;
    }

    /** The model; empty if a required part is missing or wrong. */
    public Optional<ModelDefinition> read(DocumentNode node) {
        return FieldReader.of(node, faults)
                .map(fields -> fields.corrected(KEYS))
                .flatMap(this::model);
    }

    private Optional<ModelDefinition> model(FieldReader fields) {
        Optional<String> name = fields.required("model", "name the model");
        Optional<String> service = fields.required("service", "name the feature service it reads");
        Optional<String> labels = fields.required("labels", "write the SELECT of its labels");
        Optional<String> label = fields.required("label", "name the label's column");
        Optional<String> algorithm = fields.required("algorithm", "choose one of MLlib's, such as gbt_classifier");
        algorithm
                .filter(word -> !Name.fits(word))
                .ifPresent(word -> faults.add(
                        fields.place("algorithm"),
                        "'%s' is not an algorithm".formatted(word),
                        "write MLlib's name, such as gbt_classifier"));
        Optional<String> untilText =
                fields.required("train_until", "write an instant, or -30d: that long before the newest label");
        Optional<TrainUntil> until = untilText.flatMap(text -> until(text, fields));
        Map<String, String> parameters = fields.pairs("parameters");
        Optional<String> description = fields.text("description");
        fields.pairs("tags");
        fields.done();
        if (name.isEmpty()
                || service.isEmpty()
                || labels.isEmpty()
                || label.isEmpty()
                || algorithm.isEmpty()
                || until.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> meaning = new LinkedHashMap<>();
        meaning.put("model", name.get());
        meaning.put("service", service.get());
        meaning.put("labels", labels.get().strip());
        meaning.put("label", label.get());
        meaning.put("algorithm", algorithm.get());
        meaning.put("train_until", untilText.orElseThrow());
        Map<String, String> all = new LinkedHashMap<>(meaning);
        description.ifPresent(text -> all.put("description", text));
        try {
            return Optional.of(new ModelDefinition(
                    new ModelName(name.get()),
                    new ServiceName(service.get()),
                    labels.get().strip(),
                    label.get(),
                    algorithm.get(),
                    parameters,
                    until.get(),
                    description,
                    DefinitionJson.hash(DefinitionJson.of(meaning, parameters)),
                    DefinitionJson.of(all, parameters)));
        } catch (InvalidDefinitionException e) {
            faults.add(fields.place("model"), e);
            return Optional.empty();
        }
    }

    private Optional<TrainUntil> until(String text, FieldReader fields) {
        if (text.startsWith("-")) {
            Optional<TrainUntil> before = DurationText.parse(text.substring(1)).map(TrainUntil.Before::new);
            if (before.isPresent()) {
                return before;
            }
        } else {
            try {
                return Optional.of(new TrainUntil.At(OffsetDateTime.parse(text).toInstant()));
            } catch (DateTimeException e) {
                // reported below, as for a wrong duration
            }
        }
        faults.add(
                fields.place("train_until"),
                "train_until is '%s'".formatted(text),
                "write an instant with its zone, such as 2013-10-01T00:00:00Z, or a span such as -30d");
        return Optional.empty();
    }
}
