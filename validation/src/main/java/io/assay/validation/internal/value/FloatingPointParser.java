package io.assay.validation.internal.value;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A decimal number with an optional exponent, or NaN or an infinity as Spark writes them. A number too large for its
 * type is a fault: it would be read as infinite.
 */
final class FloatingPointParser implements ValueParser {
    private static final long serialVersionUID = 1;
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };
    private final boolean single;

    FloatingPointParser(boolean single) {
        this.single = single;
    }

    @Override
    public Object parse(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        boolean negative = length > 0 && bytes[at] == '-';
        if (negative || (length > 0 && bytes[at] == '+')) {
            at++;
        }
        long digits = 0;
        int count = 0;
        int fraction = -1;
        for (; at < end; at++) {
            int c = bytes[at];
            if (c >= '0' && c <= '9' && count < 15) {
                digits = digits * 10 + (c - '0');
                count++;
                fraction += fraction >= 0 ? 1 : 0;
            } else if (c == '.' && fraction < 0) {
                fraction = 0;
            } else {
                return slowly(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
            }
        }
        if (count == 0) {
            return Unparsed.FAULT;
        }
        // up to 15 digits and 10^15 are exact, so the quotient is rounded once: the nearest double
        double value = fraction > 0 ? digits / POWERS[fraction] : digits;
        return number(negative ? -value : value, bytes, offset, length);
    }

    private Object number(double value, byte[] bytes, int offset, int length) {
        if (!single) {
            return value;
        }
        return finite(Float.parseFloat(new String(bytes, offset, length, StandardCharsets.ISO_8859_1)));
    }

    private static Object finite(float value) {
        return Float.isFinite(value) ? value : Unparsed.FAULT;
    }

    private Object slowly(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("0123456789+-.eE".indexOf(text.charAt(i)) < 0) {
                return word(text.toLowerCase(Locale.ROOT));
            }
        }
        try {
            if (single) {
                return finite(Float.parseFloat(text));
            }
            double value = Double.parseDouble(text);
            return Double.isFinite(value) ? value : Unparsed.FAULT;
        } catch (NumberFormatException e) {
            return Unparsed.FAULT;
        }
    }

    private Object word(String text) {
        return switch (text) {
            case "nan" -> of(Double.NaN);
            case "inf", "+inf", "infinity", "+infinity" -> of(Double.POSITIVE_INFINITY);
            case "-inf", "-infinity" -> of(Double.NEGATIVE_INFINITY);
            default -> Unparsed.FAULT;
        };
    }

    private Object of(double value) {
        return single ? (Object) (float) value : (Object) value;
    }
}
