package io.assay.validation.internal.value;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.TemporalQueries;

/** A date in the contract's own format. */
final class FormattedDateParser implements ValueParser {
    private static final long serialVersionUID = 1;
    private final StrictFormat format;

    FormattedDateParser(String pattern) {
        this.format = new StrictFormat(pattern);
    }

    @Override
    public Object parse(byte[] bytes, int offset, int length) {
        return format.parse(new String(bytes, offset, length, StandardCharsets.UTF_8))
                .map(parsed -> parsed.query(TemporalQueries.localDate()))
                .map(LocalDate::toEpochDay)
                .filter(YearRange::holdsDay)
                .<Object>map(Math::toIntExact)
                .orElse(Unparsed.FAULT);
    }
}
