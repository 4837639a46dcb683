package io.assay.definition.internal.feature;

import io.assay.definition.InvalidDefinitionException;
import io.assay.definition.contract.DatasetName;
import io.assay.definition.feature.Entity;
import io.assay.definition.feature.Source;
import io.assay.definition.internal.document.FaultCollector;
import io.assay.definition.internal.document.FieldReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a view's {@code source}. */
final class ViewSourceReader {
    /** Placeholder for a name that could not be read; never used, because there is a fault. */
    static final DatasetName UNKNOWN = new DatasetName("unknown");

    static final List<String> KEYS = List.of("dataset", "event_time", "available", "where", "keys");

    private final FaultCollector faults;

    ViewSourceReader(FaultCollector faults) {
        this.faults = faults;
    }

    Optional<Source> read(FieldReader fields, List<Entity> entities) {
        Optional<DatasetName> dataset = fields.required("dataset", "name a dataset")
                .map(text -> {
                    try {
                        return new DatasetName(text);
                    } catch (InvalidDefinitionException e) {
                        faults.add(fields.place("dataset"), e);
                        return UNKNOWN;
                    }
                });
        Optional<String> eventTime = fields.required("event_time", "give a column or an SQL expression");
        Optional<String> available = fields.text("available");
        Optional<String> where = fields.text("where");
        Map<String, String> given = fields.pairs("keys");
        Map<String, String> keys = new LinkedHashMap<>();
        entities.forEach(entity ->
                entity.joinKeys().keySet().forEach(key -> keys.put(key, given.getOrDefault(key, key))));
        Set<String> known = keys.keySet();
        given.keySet().stream()
                .filter(key -> !known.contains(key) && !entities.isEmpty())
                .forEach(key -> faults.add(
                        fields.place("keys"),
                        "'%s' is not a join key of the view's entities".formatted(key),
                        "use " + String.join(", ", known)));
        fields.done();
        return Optional.of(new Source(dataset.orElse(UNKNOWN), eventTime.orElse(""), available, where, keys));
    }
}
