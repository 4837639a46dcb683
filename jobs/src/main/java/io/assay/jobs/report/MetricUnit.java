package io.assay.jobs.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/** In which form the values of a metric are shown. */
enum MetricUnit {
    /** A number of rows or values. */
    COUNT,
    /** A share in [0, 1], as a percentage. */
    SHARE,
    /** Any number. */
    NUMBER;

    private static final int LONGEST = 9;
    private static final int MOST_DIGITS = 10;
    private static final double LEAST_PLAIN = 1e-4;
    private static final double MOST_PLAIN = 1e10;

    /** A value as HTML text. */
    String text(double value) {
        return switch (this) {
            case COUNT -> HtmlText.number(Math.rint(value));
            case SHARE -> HtmlText.percent(Math.max(0, Math.min(1, value)));
            case NUMBER -> HtmlText.number(value);
        };
    }

    /** The ends of a scale as short HTML texts that differ; one if both are the same. */
    List<String> scale(double least, double greatest) {
        if (!(greatest > least)) {
            return List.of(brief(least));
        }
        String low = brief(least);
        String high = brief(greatest);
        for (int digits = 4; low.equals(high) && digits <= MOST_DIGITS; digits++) {
            low = precise(least, digits);
            high = precise(greatest, digits);
        }
        return List.of(low, high);
    }

    private String brief(double value) {
        String text = text(value);
        return text.length() <= LONGEST || this == SHARE ? text : String.format(Locale.ROOT, "%.3g", value);
    }

    private String precise(double value, int digits) {
        double shown = this == SHARE ? value * 100 : value;
        double size = Math.abs(shown);
        String text = size >= LEAST_PLAIN && size < MOST_PLAIN
                ? BigDecimal.valueOf(shown).round(new MathContext(digits)).toPlainString()
                : String.format(Locale.ROOT, "%." + digits + "g", shown);
        return this == SHARE ? text + " %" : text;
    }
}
