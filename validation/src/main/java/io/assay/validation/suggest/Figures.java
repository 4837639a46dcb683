package io.assay.validation.suggest;

import io.assay.definition.message.TerminalText;
import java.util.Locale;

/** Numbers and values in sentences. */
final class Figures {
    private static final int LONGEST = 40;

    private Figures() {}

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String share(long part, long all) {
        double percent = all == 0 ? 0 : 100.0 * part / all;
        return part > 0 && percent < 0.01 ? "under 0.01 %" : String.format(Locale.ROOT, "%.2f %%", percent);
    }

    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        return Double.toString(value);
    }

    /** A value of the data, on one line. */
    static String value(String text) {
        String line = TerminalText.line(text);
        return line.length() <= LONGEST ? "'" + line + "'" : "'" + line.substring(0, LONGEST) + "…'";
    }

    static String rows(long rows) {
        return count(rows) + (rows == 1 ? " row" : " rows");
    }
}
