package io.assay.validation.internal.json;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The escapes {@code \\ud800} to {@code \\udfff}, which mean a character only as a pair of a high and a low one. */
final class SurrogateEscapes {
    private SurrogateEscapes() {}

    /** Names the first escape that is not half of a pair; null if there is none. */
    static @Nullable String fault(byte[] json, int offset, int length) {
        int end = offset + length;
        for (int i = offset; i < end; i++) {
            if (json[i] == '\\') {
                int unit = unit(json, i, end);
                if (unit >= 0xD800 && unit <= 0xDBFF) {
                    int low = unit(json, i + 6, end);
                    if (low < 0xDC00 || low > 0xDFFF) {
                        return alone(json, i);
                    }
                    i += 6;
                } else if (unit >= 0xDC00 && unit <= 0xDFFF) {
                    return alone(json, i);
                }
                i++; // the escaped character
            }
        }
        return null;
    }

    private static String alone(byte[] json, int at) {
        return "the escape %s is half of a character".formatted(new String(json, at, 6, StandardCharsets.US_ASCII));
    }

    /** The UTF-16 unit that is escaped there, -1 if none is. */
    private static int unit(byte[] json, int at, int end) {
        if (at + 6 > end || json[at] != '\\' || json[at + 1] != 'u') {
            return -1;
        }
        int unit = 0;
        for (int i = at + 2; i < at + 6; i++) {
            int digit = Character.digit(json[i], 16);
            if (digit < 0) {
                return -1;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }
}
