package io.assay.aggregation.value;

import java.util.Locale;

/** What a feature log's row does. */
public enum RowKind {
    /** Adds to what is there. */
    ADD,
    /** Takes the place of all rows of lesser or equal sequence for its tile or event time. */
    REPLACE,
    /** Removes all rows of lesser or equal sequence for its tile or event time; without one: of the key, at any t. */
    ERASE;

    /** The byte for this kind in stored rows. */
    public int code() {
        return switch (this) {
            case ADD -> 0;
            case REPLACE -> 1;
            case ERASE -> 2;
        };
    }

    public static RowKind ofCode(int code) {
        return switch (code) {
            case 0 -> ADD;
            case 1 -> REPLACE;
            case 2 -> ERASE;
            default -> throw new IllegalArgumentException("row kind %d is unknown".formatted(code));
        };
    }

    /** The value in the log's column {@code kind}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static RowKind parse(String word) {
        return switch (word) {
            case "add" -> ADD;
            case "replace" -> REPLACE;
            case "erase" -> ERASE;
            default ->
                throw new IllegalArgumentException(
                        "feature log: kind '%s' is not add, replace or erase; compute the view again".formatted(word));
        };
    }
}
