package io.assay.validation.novelty;

/** What of a batch is compared. */
public enum Aspect {
    ROWS("number of rows"),
    DUPLICATE("measures equal to those of an earlier batch"),
    NULLS("share of nulls"),
    NANS("share of NaN"),
    ZEROS("share of zeros"),
    MEAN("mean"),
    DISTINCT("distinct values"),
    UNIQUE("share of distinct values"),
    SHARE("share"),
    NEW("share of new values"),
    RARE("share of rare values"),
    BELOW("share of values up to"),
    BIN("share of values"),
    VALUES("distribution of the values"),
    HOURS("distribution over the clock or the week"),
    LENGTH("mean length"),
    PATTERN("share of texts that"),
    NULLS_BY_KEY("share of nulls"),
    ZEROS_BY_KEY("share of zeros"),
    MEAN_BY_KEY("mean");

    private final String words;

    Aspect(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** A reading as people read it: of some the logarithm is compared. */
    double shown(double reading) {
        return switch (this) {
            case ROWS -> Math.exp(reading);
            case DISTINCT -> Math.max(0, Math.expm1(reading));
            default -> isShare() ? Math.max(0, Math.min(1, reading)) : reading;
        };
    }

    /** Whether it is a share of rows or values. */
    public boolean isShare() {
        return switch (this) {
            case NULLS, NANS, ZEROS, SHARE, NEW, RARE, BELOW, BIN, PATTERN, NULLS_BY_KEY, ZEROS_BY_KEY, UNIQUE -> true;
            case ROWS, DUPLICATE, MEAN, DISTINCT, VALUES, HOURS, LENGTH, MEAN_BY_KEY -> false;
        };
    }

    /** Whether it is a number of rows or values. */
    public boolean isCount() {
        return this == ROWS || this == DISTINCT;
    }

    /** Whether only more than usual is unusual. */
    boolean onlyMore() {
        return this == NEW || this == VALUES || this == HOURS || this == DUPLICATE;
    }

    /** Aspects that show the same fault; one of them is reported. */
    String group() {
        return switch (this) {
            case BELOW, BIN, MEAN, VALUES, SHARE, RARE, DISTINCT, UNIQUE -> "values";
            case NULLS, NULLS_BY_KEY -> "nulls";
            case ZEROS, ZEROS_BY_KEY -> "zeros";
            case LENGTH, PATTERN -> "texts";
            case ROWS, DUPLICATE, NANS, NEW, HOURS, MEAN_BY_KEY -> name();
        };
    }
}
