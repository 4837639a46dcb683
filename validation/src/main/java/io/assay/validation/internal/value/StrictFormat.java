package io.assay.validation.internal.value;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@code DateTimeFormatter} pattern applied strictly: 31.02. is not a valid date. English names; {@code yyyy} needs
 * no era.
 */
final class StrictFormat implements Serializable {
    private static final long serialVersionUID = 1;
    private final String pattern;
    private transient volatile @Nullable DateTimeFormatter formatter;

    /** @throws IllegalArgumentException if it is not a pattern */
    StrictFormat(String pattern) {
        this.pattern = pattern;
        this.formatter = built(pattern);
    }

    Optional<TemporalAccessor> parse(String text) {
        DateTimeFormatter ready = formatter;
        if (ready == null) {
            ready = built(pattern);
            formatter = ready;
        }
        try {
            return Optional.of(ready.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static DateTimeFormatter built(String pattern) {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().appendPattern(pattern);
        if (!pattern.contains("G")) {
            builder.parseDefaulting(ChronoField.ERA, 1);
        }
        return builder.toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    }
}
