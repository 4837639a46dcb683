package io.assay.validation.internal.rule;

import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.StringFormat;
import io.assay.validation.internal.verdict.ValueTest;
import io.assay.validation.internal.verdict.ValueTests;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** The named string formats as patterns, as strict as a pattern sensibly is. */
public final class StringFormats {
    private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final String GROUP = "[0-9A-Fa-f]{1,4}";

    /** Texts of another type. */
    private static final Map<String, ColumnType> TYPES = Map.of(
            "byte",
            new ColumnType.Bytes(),
            "date",
            new ColumnType.Date(Optional.empty()),
            "date-time",
            new ColumnType.Timestamp(Optional.empty(), ZoneOffset.UTC));

    private static final String REFERENCE = "[^\\s<>\"{}|\\\\^`]";
    private static final String CLOCK =
            "([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})";

    private static final Map<String, String> PATTERNS = Map.of(
            "uri-reference",
            "^" + REFERENCE + "*$",
            "date-time",
            "^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ]" + CLOCK + "$",
            "time",
            "^" + CLOCK + "$",
            "duration",
            "^P([0-9]+W|([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T([0-9]+H)?([0-9]+M)?([0-9]+(\\.[0-9]+)?S)?)?)$",
            "email",
            "^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@" + LABEL + "(\\." + LABEL + ")+$",
            "uuid",
            "^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$",
            "uri",
            "^[A-Za-z][A-Za-z0-9+.-]*:" + REFERENCE + "+$",
            "hostname",
            "^" + LABEL + "(\\." + LABEL + ")*$",
            "ipv4",
            "^" + BYTE + "(\\." + BYTE + "){3}$",
            "ipv6",
            ipv6());

    private StringFormats() {}

    /** The pattern of a format that has one, found anywhere in the text. */
    public static String pattern(String format) {
        String pattern = PATTERNS.get(format);
        if (pattern == null) {
            throw new IllegalArgumentException("format '%s' has no pattern".formatted(format));
        }
        return pattern;
    }

    /** Whether a value is not of the format. */
    static ValueTest test(String format, ColumnType type) {
        Optional<ValueTest> parsed = Optional.ofNullable(TYPES.get(format)).map(read -> ValueTests.notOf(read, type));
        Optional<ValueTest> matched =
                Optional.ofNullable(PATTERNS.get(format)).map(pattern -> ValueTests.notFound(pattern, type));
        if (parsed.isPresent() && matched.isPresent()) {
            return ValueTests.either(matched.get(), parsed.get());
        }
        return parsed.or(() -> matched)
                .orElseThrow(() -> new RuleNotEvaluableException(
                        "there is no format '%s'; use one of %s".formatted(format, StringFormat.names())));
    }

    /** Eight groups, or fewer around one {@code ::}. */
    private static String ipv6() {
        StringBuilder pattern = new StringBuilder("^((" + GROUP + ":){7}" + GROUP + "|::");
        for (int before = 0; before <= 7; before++) {
            int most = 7 - before;
            pattern.append('|')
                    .append(before == 0 ? ":" : "(" + GROUP + ":){" + before + "}")
                    .append(most == 0 ? ":" : "(:" + GROUP + "){1," + most + "}");
            if (before > 0) {
                pattern.append("|(").append(GROUP).append(":){").append(before).append("}:");
            }
        }
        return pattern.append(")$").toString();
    }
}
