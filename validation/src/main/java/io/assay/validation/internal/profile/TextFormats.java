package io.assay.validation.internal.profile;

import io.assay.validation.internal.rule.StringFormats;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Those of the contract standard's string formats that a text rarely has by chance, as the gate tests them. */
final class TextFormats {
    static final List<String> ALL = List.of("uuid", "email", "ipv4", "ipv6", "uri");
    static final int EVERY = (1 << ALL.size()) - 1;

    private static final int LONGEST = 300;
    private static final int URI = ALL.indexOf("uri");
    private static final Pattern[] PATTERNS = ALL.stream()
            .map(format -> Pattern.compile(StringFormats.pattern(format)))
            .toArray(Pattern[]::new);

    private TextFormats() {}

    /** Those of {@code alive} that the text is of. */
    static int of(String text, int alive) {
        if (text.length() > LONGEST) {
            return 0;
        }
        int left = alive;
        for (int i = 0; i < PATTERNS.length; i++) {
            if ((alive >>> i & 1) == 1 && (!PATTERNS[i].matcher(text).find() || (i == URI && !text.contains("://")))) {
                left &= ~(1 << i);
            }
        }
        return left;
    }

    static List<String> names(int alive) {
        return Stream.iterate(0, i -> i < ALL.size(), i -> i + 1)
                .filter(i -> (alive >>> i & 1) == 1)
                .map(ALL::get)
                .toList();
    }
}
