package io.assay.validation.internal.value;

import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalQueries;
import java.util.Optional;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** A time of day, as the text {@code HH:mm:ss[.fraction]} whose order is the times' order. */
final class TimeParser implements ValueParser {
    private static final long serialVersionUID = 1;
    private final @Nullable StrictFormat format;

    TimeParser(Optional<String> pattern) {
        this.format = pattern.map(StrictFormat::new).orElse(null);
    }

    @Override
    public Object parse(byte[] bytes, int offset, int length) {
        return (format == null ? iso(bytes, offset, length) : formatted(format, bytes, offset, length))
                .<Object>map(time -> UTF8String.fromString(text(time)))
                .orElse(Unparsed.FAULT);
    }

    private static Optional<LocalTime> iso(byte[] bytes, int offset, int length) {
        long nanos = IsoTime.nanos(bytes, offset, offset + length);
        return nanos < 0 ? Optional.empty() : Optional.of(LocalTime.ofNanoOfDay(nanos));
    }

    private static Optional<LocalTime> formatted(StrictFormat format, byte[] bytes, int offset, int length) {
        return format.parse(new String(bytes, offset, length, StandardCharsets.UTF_8))
                .map(parsed -> parsed.query(TemporalQueries.localTime()));
    }

    private static String text(LocalTime time) {
        String text = DateTimeFormatter.ISO_LOCAL_TIME.format(time); // 10:00:00, with a fraction of 1 to 9 digits
        return text.length() == 5 ? text + ":00" : text;
    }
}
