package io.assay.definition.model;

import io.assay.definition.feature.ServiceName;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A model: a feature service, the labels it learns from, and where training ends.
 *
 * @param labels SQL query with the join keys, {@code event_timestamp} and the label
 * @param label the label's column
 * @param algorithm MLlib's, by its name: {@code gbt_classifier}
 * @param parameters of the algorithm, by MLlib's parameter names
 */
public record ModelDefinition(
        ModelName name,
        ServiceName service,
        String labels,
        String label,
        String algorithm,
        Map<String, String> parameters,
        TrainUntil trainUntil,
        Optional<String> description,
        String version,
        String json) {
    public ModelDefinition {
        parameters = Map.copyOf(parameters);
    }

    /** Rows before it train, rows from it on evaluate. */
    public sealed interface TrainUntil {
        record At(Instant instant) implements TrainUntil {}

        /** This long before the newest label. */
        record Before(Duration span) implements TrainUntil {}
    }
}
