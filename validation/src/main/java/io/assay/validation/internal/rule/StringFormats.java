package io.assay.validation.internal.rule;

import java.util.Map;
import java.util.Set;

/** The named string formats as patterns, as strict as a pattern sensibly is. */
final class StringFormats {
    private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final String GROUP = "[0-9A-Fa-f]{1,4}";

    private static final Map<String, String> PATTERNS = Map.of(
            "email",
            "^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@" + LABEL + "(\\." + LABEL + ")+$",
            "uuid",
            "^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$",
            "uri",
            "^[A-Za-z][A-Za-z0-9+.-]*:[^\\s<>\"{}|\\\\^`]+$",
            "hostname",
            "^" + LABEL + "(\\." + LABEL + ")*$",
            "ipv4",
            "^" + BYTE + "(\\." + BYTE + "){3}$",
            "ipv6",
            ipv6());

    private StringFormats() {}

    static Set<String> names() {
        return PATTERNS.keySet();
    }

    static String pattern(String format) {
        String pattern = PATTERNS.get(format);
        if (pattern == null) {
            throw new RuleNotEvaluableException("there is no format '%s'; use one of %s".formatted(format, names()));
        }
        return pattern;
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
