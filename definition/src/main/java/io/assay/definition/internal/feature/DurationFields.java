package io.assay.definition.internal.feature;

import io.assay.definition.DurationText;
import io.assay.definition.internal.document.FaultCollector;
import io.assay.definition.internal.document.FieldReader;
import java.time.Duration;
import java.util.Optional;

/** Durations in fields. */
final class DurationFields {
    private DurationFields() {}

    static Optional<Duration> read(FieldReader fields, String key, FaultCollector faults) {
        Optional<String> text = fields.text(key);
        Optional<Duration> span = text.flatMap(DurationText::parse);
        if (text.isPresent() && span.isEmpty()) {
            faults.add(
                    fields.place(key),
                    "%s is '%s'".formatted(key, text.get()),
                    "write a duration such as 90s, 5m, 1h or 7d");
        }
        return span;
    }
}
