package io.assay.jobs.report;

import io.assay.definition.message.TerminalText;
import java.util.Locale;

/** Text for a page: whatever comes from data or definitions goes through {@link #text}. */
final class HtmlText {
    private HtmlText() {}

    static String text(String raw) {
        return TerminalText.lines(raw) // a browser obeys marks of direction too
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A share of a hundred; what is a little more than nothing, or less than all, never looks like it. */
    static String percent(double share) {
        if (share > 0 && share < 0.0001) {
            return "&lt; 0.01 %";
        }
        if (share < 1 && share > 0.9999) {
            return "&gt; 99.99 %";
        }
        return String.format(Locale.ROOT, "%.2f %%", share * 100).replace(".00 ", " ");
    }

    /** A measure in as many digits as are significant. */
    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, Math.abs(value) >= 1000 ? "%,.1f" : "%.4g", value);
    }

    static String bar(double share, String kind) {
        return "<span class=\"bar\"><i class=\"%s\" style=\"width:%.3f%%\"></i></span>"
                .formatted(kind, Math.max(0, Math.min(1, share)) * 100);
    }
}
