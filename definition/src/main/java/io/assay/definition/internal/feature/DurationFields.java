package io.assay.definition.internal.feature;

import io.assay.definition.DurationText;
import io.assay.definition.internal.document.FaultCollector;
import io.assay.definition.internal.document.FieldReader;
import java.time.Duration;
import java.util.Optional;

/** Durations in fields. */
final class DurationFields {
    /** All times that a table can hold stay within reach. */
    private static final Duration LONGEST = Duration.ofDays(365_250);

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
        if (span.filter(value -> value.compareTo(LONGEST) > 0).isPresent()) {
            faults.add(
                    fields.place(key),
                    "%s is '%s', longer than 1,000 years".formatted(key, text.get()),
                    "write a shorter one");
            return Optional.empty();
        }
        return span;
    }
}
