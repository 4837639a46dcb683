package io.assay.validation.internal.rule;

import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.StringFormat;
import io.assay.validation.internal.verdict.ValueTest;
import io.assay.validation.internal.verdict.ValueTests;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The named string formats as patterns, as strict as a pattern sensibly is. */
public final class StringFormats {
    private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    /** Characters of a host's name. */
    private static final int LONGEST_NAME = 253;

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

    /** A character of a URI, or one that is escaped. */
    private static final String REFERENCE = "([^\\s\\x00-\\x20\\x7F<>\"{}|\\\\^`%]|%[0-9A-Fa-f]{2})";

    private static final String CLOCK =
            "([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\\.[0-9]+)?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])";

    private static final String SECONDS = "[0-9]+(\\.[0-9]+)?S";
    /** At least one of hours, minutes and seconds. */
    private static final String DURATION_TIME =
            "T([0-9]+H([0-9]+M)?(" + SECONDS + ")?|[0-9]+M(" + SECONDS + ")?|" + SECONDS + ")";
    /** At least one of years, months and days. */
    private static final String DURATION_DATE = "([0-9]+Y([0-9]+M)?([0-9]+D)?|[0-9]+M([0-9]+D)?|[0-9]+D)";

    private static final Map<String, String> PATTERNS = Map.of(
            "uri-reference",
            "^" + REFERENCE + "*$",
            "date-time",
            "^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ]" + CLOCK + "$",
            "time",
            "^" + CLOCK + "$",
            "duration",
            "^P([0-9]+W|" + DURATION_DATE + "(" + DURATION_TIME + ")?|" + DURATION_TIME + ")$",
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
        if (format.equals("hostname") && matched.isPresent()) {
            return ValueTests.either(
                    matched.get(), ValueTests.length(OptionalInt.empty(), OptionalInt.of(LONGEST_NAME)));
        }
        if (parsed.isPresent() && matched.isPresent()) {
            return ValueTests.either(matched.get(), parsed.get());
        }
        return parsed.or(() -> matched)
                .orElseThrow(() -> new RuleNotEvaluableException(
                        "there is no format '%s'; use one of %s".formatted(format, StringFormat.names())));
    }

    /** Eight groups, or fewer around one {@code ::}; the last two may be an IPv4 address. */
    private static String ipv6() {
        String address = BYTE + "(\\." + BYTE + "){3}";
        StringBuilder pattern = new StringBuilder("^((" + GROUP + ":){6}(" + GROUP + ":" + GROUP + "|" + address + ")");
        for (int before = 0; before <= 7; before++) {
            pattern.append("|").append(before == 0 ? ":" : "(" + GROUP + ":){" + before + "}");
            int after = 7 - before; // at most
            pattern.append(":(");
            if (after > 0) {
                pattern.append("(")
                        .append(GROUP)
                        .append(":){0,")
                        .append(after - 1)
                        .append("}")
                        .append(GROUP);
            }
            if (after > 1) {
                pattern.append("|(")
                        .append(GROUP)
                        .append(":){0,")
                        .append(after - 2)
                        .append("}")
                        .append(address);
            }
            pattern.append(after > 0 ? ")?" : ")");
        }
        return pattern.append(")$").toString();
    }
}
