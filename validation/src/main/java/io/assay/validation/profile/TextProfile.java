package io.assay.validation.profile;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the texts of a column look like; the empty ones and words for null are left out.
 *
 * @param kinds how many texts are of each kind
 * @param zeroLed integers that begin with a zero and have more digits
 * @param beyondLong integers that 64 bits do not hold
 * @param signed integers with a plus sign or a point: {@code +5}, {@code 1.0}
 * @param longestNumber most digits of a number
 * @param mostDecimals most digits behind the point
 * @param commaNumbers numbers with a decimal comma
 * @param spaced texts that begin or end with white space
 * @param zoned timestamps that name their zone
 * @param booleans words for true and false that occur, in lower case
 * @param dateFormats formats, without ISO 8601, that every text has
 * @param timestampFormats the same for timestamps
 * @param stringFormats the contract standard's formats that every text has
 * @param shapes how many texts have each shape, {@code A} for a capital letter, {@code a} for a small one, {@code 9}
 *     for a digit; empty if there are too many shapes or longer texts
 */
public record TextProfile(
        Map<Kind, Long> kinds,
        long zeroLed,
        long beyondLong,
        long signed,
        int longestNumber,
        int mostDecimals,
        long commaNumbers,
        long spaced,
        long zoned,
        List<String> booleans,
        List<String> dateFormats,
        List<String> timestampFormats,
        List<String> stringFormats,
        Map<String, Long> shapes) {
    /** What one text can be read as. */
    public enum Kind {
        INTEGER(0),
        DECIMAL(1),
        BOOLEAN(2),
        DATE(3),
        TIMESTAMP(4),
        OTHER(5);

        private final int place;

        Kind(int place) {
            this.place = place;
        }

        /** Its place among counts of all kinds. */
        public int place() {
            return place;
        }
    }

    public TextProfile {
        kinds = Map.copyOf(kinds);
        booleans = List.copyOf(booleans);
        dateFormats = List.copyOf(dateFormats);
        timestampFormats = List.copyOf(timestampFormats);
        stringFormats = List.copyOf(stringFormats);
        shapes = Collections.unmodifiableMap(new TreeMap<>(shapes));
    }

    public long count(Kind kind) {
        return kinds.getOrDefault(kind, 0L);
    }

    public long total() {
        return kinds.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether all texts, and at least one, are of these kinds. */
    public boolean only(Kind... some) {
        long count = 0;
        for (Kind kind : some) {
            count += count(kind);
        }
        return count > 0 && count == total();
    }
}
