package io.assay.validation.internal.value;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The strings that Spark casts to a boolean: {@code true t yes y 1}, {@code false f no n 0}, in any case. */
final class BooleanParser implements ValueParser {
    private static final long serialVersionUID = 1;

    @Override
    public Object parse(byte[] bytes, int offset, int length) {
        if (length > "false".length()) {
            return Unparsed.FAULT;
        }
        String word = new String(bytes, offset, length, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        return switch (word) {
            case "true", "t", "yes", "y", "1" -> true;
            case "false", "f", "no", "n", "0" -> false;
            default -> Unparsed.FAULT;
        };
    }
}
