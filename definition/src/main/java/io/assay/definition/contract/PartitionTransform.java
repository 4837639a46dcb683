package io.assay.definition.contract;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A partition transform as contracts write it: {@code days(time_hour)}, {@code bucket(16, id)}, {@code carrier}.
 *
 * @param size number of buckets, or characters or digits that are kept; 0 of the others
 */
public record PartitionTransform(Kind kind, int size, String column) {
    private static final Pattern OF_COLUMN =
            Pattern.compile("(?i)(identity|year|month|day|hour)s?\\s*\\(\\s*([^(),]+?)\\s*\\)");
    private static final Pattern SIZED =
            Pattern.compile("(?i)(bucket|truncate)\\s*\\(\\s*(\\d{1,9})\\s*,\\s*([^(),]+?)\\s*\\)");

    /** The partition that it gives a value. */
    public enum Kind {
        IDENTITY,
        YEAR,
        MONTH,
        DAY,
        HOUR,
        BUCKET,
        TRUNCATE
    }

    /** Empty if the text is not a partition transform of Iceberg. */
    public static Optional<PartitionTransform> parse(String text) {
        String word = text.strip();
        Matcher form = OF_COLUMN.matcher(word);
        if (form.matches()) {
            return Optional.of(new PartitionTransform(kind(form.group(1)), 0, form.group(2)));
        }
        Matcher sized = SIZED.matcher(word);
        if (sized.matches()) {
            int size = Integer.parseInt(sized.group(2));
            return Optional.of(new PartitionTransform(kind(sized.group(1)), size, sized.group(3)))
                    .filter(transform -> size > 0);
        }
        return word.isEmpty() || word.endsWith(")")
                ? Optional.empty()
                : Optional.of(new PartitionTransform(Kind.IDENTITY, 0, word));
    }

    private static Kind kind(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.name().equals(upper))
                .findFirst()
                .orElseThrow();
    }

    /** The same transform of another column. */
    public PartitionTransform of(String other) {
        return new PartitionTransform(kind, size, other);
    }

    /** As a contract writes it. */
    public String text() {
        String word = kind.name().toLowerCase(Locale.ROOT);
        return switch (kind) {
            case IDENTITY -> column;
            case YEAR, MONTH, DAY, HOUR -> "%ss(%s)".formatted(word, column);
            case BUCKET, TRUNCATE -> "%s(%d, %s)".formatted(word, size, column);
        };
    }

    /** The name that Iceberg gives to what a table is partitioned by. */
    public String field() {
        return switch (kind) {
            case IDENTITY -> column;
            case YEAR, MONTH, DAY, HOUR, BUCKET -> column + "_" + kind.name().toLowerCase(Locale.ROOT);
            case TRUNCATE -> column + "_trunc";
        };
    }

    /** Whether Iceberg refuses both in one table: two units of one time, two sizes of one column. */
    public boolean repeats(PartitionTransform other) {
        return field().equalsIgnoreCase(other.field()) || (isTime() && other.isTime() && column.equals(other.column));
    }

    private boolean isTime() {
        return kind == Kind.YEAR || kind == Kind.MONTH || kind == Kind.DAY || kind == Kind.HOUR;
    }

    /**
     * Whether Iceberg has it for all values of this type. It has no truncated value for the least decimals: of -999 in
     * decimal(3,0) it would be -1000.
     */
    public boolean fits(ColumnType type) {
        boolean nested = type instanceof ColumnType.Struct || type instanceof ColumnType.Array;
        boolean integer = type instanceof ColumnType.IntegerType;
        boolean text = type.isText() || type instanceof ColumnType.Time || type instanceof ColumnType.Bytes;
        return switch (kind) {
            case IDENTITY -> !nested;
            case YEAR, MONTH, DAY -> type.isTime();
            case HOUR -> type instanceof ColumnType.Timestamp;
            case BUCKET -> integer || text || type.isTime() || type instanceof ColumnType.Decimal;
            case TRUNCATE -> integer || text;
        };
    }
}
