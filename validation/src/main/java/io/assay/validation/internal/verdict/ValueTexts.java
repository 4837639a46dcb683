package io.assay.validation.internal.verdict;

import org.jspecify.annotations.Nullable;

/** The values of one row that break a rule, as one text: in arrays each with its place, {@code [2]=x, [7]}. */
final class ValueTexts {
    private static final int MOST = 5;
    private final StringBuilder text = new StringBuilder();
    private int found;
    private boolean any;

    /** Adds one; whether there is no room for more. */
    boolean add(String items, @Nullable String value) {
        found++;
        if (found > MOST) {
            text.append(", ...");
            return true;
        }
        if (!items.isEmpty() || value != null) {
            text.append(any ? ", " : "").append(items);
            text.append(items.isEmpty() || value == null ? "" : "=").append(value == null ? "" : value);
            any = true;
        }
        return items.isEmpty();
    }

    @Nullable String text() {
        return any ? text.toString() : null;
    }
}
