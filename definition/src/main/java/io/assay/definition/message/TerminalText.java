package io.assay.definition.message;

import java.util.Locale;

/**
 * Text that a terminal shows and does not obey: control characters (ESC, BEL, C1 and others), characters that turn the
 * direction of writing, and halves of characters are written as escapes, such as <code>&#92;u001b</code>.
 */
public final class TerminalText {
    private TerminalText() {}

    /** Of one line or cell: line ends and tabs are escapes as well. */
    public static String line(String text) {
        return escaped(text, false);
    }

    /** Of several lines: line feeds and tabs stay. */
    public static String lines(String text) {
        return escaped(text, true);
    }

    /** A JSON document with the same content, in which all such characters are escapes of JSON. */
    public static String json(String document) {
        StringBuilder out = new StringBuilder(document.length());
        for (int i = 0; i < document.length(); i++) {
            char c = document.charAt(i);
            if (c >= ' ' && isControl(c)) { // only strings can have them
                out.append(unicode(c));
            } else {
                out.append(c);
            }
        }
        return out.length() == document.length() ? document : out.toString();
    }

    private static String escaped(String text, boolean several) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                out.append(c).append(text.charAt(++i));
            } else if (!isControl(c) && !Character.isSurrogate(c)) {
                out.append(c);
            } else if (several && (c == '\n' || c == '\t')) {
                out.append(c);
            } else {
                out.append(escape(c));
            }
        }
        return out.toString();
    }

    private static String escape(char c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> unicode(c);
        };
    }

    private static String unicode(char c) {
        return String.format(Locale.ROOT, "\\u%04x", (int) c);
    }

    /** Controls (C0, DEL, C1), line and paragraph separators, marks and overrides of direction, byte order marks. */
    private static boolean isControl(char c) {
        return Character.isISOControl(c)
                || (c >= '\u2028' && c <= '\u202e')
                || (c >= '\u2066' && c <= '\u2069')
                || c == '\u200e'
                || c == '\u200f'
                || c == '\u061c'
                || c == '\ufeff';
    }
}
