package io.assay.definition.contract;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Something that Assay chooses by what it measures, and that a contract can pin. */
public enum Choice {
    /** How it is found out whether a foreign key's target exists. */
    FOREIGN_KEY_JOIN("foreignKeyJoin", "lookup", "broadcast", "shuffle"),
    /** How rows that share a key are found. */
    UNIQUE_KEYS("uniqueKeys", "memory", "shuffle"),
    /** Parts that the rows of a frequent key are divided into when rows are shuffled by key; 1: they are not. */
    SALTING("salting", 1, 1_000),
    /** Partitions of Spark's shuffles. */
    SHUFFLE_PARTITIONS("shufflePartitions", 1, 100_000),
    /** Whether rows are shuffled by partition before they are written. */
    WRITE_SHUFFLE("writeShuffle", "none", "partition"),
    /** Bytes of a data file. */
    FILE_SIZE("fileSize", 1L << 10, 4L << 30),
    /** Bytes that a partition should have at least, with {@code partitioning: auto}. */
    PARTITION_SIZE("partitionSize", 1L << 10, 1L << 40),
    /** How it is found out how many values of a column differ. */
    DISTINCT_COUNTS("distinctCounts", "exact", "sketch");

    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})\\s*(|B|KB|MB|GB|TB)");
    private static final List<String> UNITS = List.of("B", "KB", "MB", "GB", "TB");

    private final String word;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable copy
    private final List<String> words;

    private final long least;
    private final long most;
    private final boolean size;

    Choice(String word, String... words) {
        this.word = word;
        this.words = List.of(words);
        this.least = 0;
        this.most = 0;
        this.size = false;
    }

    Choice(String word, int least, int most) {
        this.word = word;
        this.words = List.of();
        this.least = least;
        this.most = most;
        this.size = false;
    }

    Choice(String word, long least, long most) {
        this.word = word;
        this.words = List.of();
        this.least = least;
        this.most = most;
        this.size = true;
    }

    /** Its name in contracts and in {@code assay.decisions}. */
    public String word() {
        return word;
    }

    /** All names, in order. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Choice::word).toList();
    }

    public static Optional<Choice> of(String word) {
        return Arrays.stream(values())
                .filter(choice -> choice.word.equals(word))
                .findFirst();
    }

    /** Which values it can have, for messages. */
    public String form() {
        if (!words.isEmpty()) {
            return String.join(", ", words);
        }
        return size
                ? "a size from %s to %s, such as 128MB".formatted(text(least), text(most))
                : "an integer from %d to %d".formatted(least, most);
    }

    /** The value as it is stored: a word, or a number; empty if it is not allowed. */
    public Optional<String> read(String text) {
        if (!words.isEmpty()) {
            return Optional.of(text).filter(words::contains);
        }
        return (size ? bytes(text) : number(text))
                .filter(number -> number >= least && number <= most)
                .map(String::valueOf);
    }

    private static Optional<Long> number(String text) {
        return text.matches("\\d{1,12}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    private static Optional<Long> bytes(String text) {
        Matcher form = SIZE.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!form.matches()) {
            return Optional.empty();
        }
        int unit = Math.max(0, UNITS.indexOf(form.group(2)));
        BigDecimal bytes = new BigDecimal(form.group(1)).multiply(BigDecimal.valueOf(1L << (10 * unit)));
        return bytes.toBigInteger().bitLength() < Long.SIZE ? Optional.of(bytes.longValueExact()) : Optional.empty();
    }

    /** A number of bytes as a contract writes it: {@code 128MB}. */
    public static String text(long bytes) {
        int unit = 0;
        long number = bytes;
        while (number > 0 && number % 1024 == 0 && unit < UNITS.size() - 1) {
            number /= 1024;
            unit++;
        }
        return number + UNITS.get(unit);
    }
}
