package io.assay.definition.internal.feature;

import io.assay.definition.Spans;
import io.assay.definition.internal.document.Faults;
import io.assay.definition.internal.document.Fields;
import java.time.Duration;
import java.util.Optional;

/** Durations in fields. */
final class Durations {
    private Durations() {}

    static Optional<Duration> read(Fields fields, String key, Faults faults) {
        Optional<String> text = fields.text(key);
        Optional<Duration> span = text.flatMap(Spans::parse);
        if (text.isPresent() && span.isEmpty()) {
            faults.add(
                    fields.place(key),
                    "%s is '%s'".formatted(key, text.get()),
                    "write a duration such as 90s, 5m, 1h or 7d");
        }
        return span;
    }
}
