package io.assay.validation.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * What texts look like: how long they are in bytes, and how many have each {@link Mark}.
 *
 * @param marks counts, in the order of {@link Mark}
 */
public record TextShape(Moments length, List<Long> marks) {
    /** Something a text has, among its first {@value #EXAMINED} bytes. */
    public enum Mark {
        EMPTY(0, "are empty"),
        DIGIT(1, "have a digit"),
        UPPER(2, "have a capital letter A to Z"),
        LOWER(3, "have a small letter a to z"),
        SPACE(4, "have white space"),
        OUTER_SPACE(5, "begin or end with white space"),
        PUNCTUATION(6, "have another ASCII character"),
        BEYOND_ASCII(7, "have a character outside ASCII");

        private final int place;
        private final String words;

        Mark(int place, String words) {
            this.place = place;
            this.words = words;
        }

        /** Its place among the counts. */
        public int place() {
            return place;
        }

        /** As in "5 % of the texts are empty". */
        public String words() {
            return words;
        }
    }

    /** Bytes of a text that are looked at. */
    public static final int EXAMINED = 64;

    public static final TextShape NONE =
            new TextShape(Moments.NONE, java.util.Collections.nCopies(Mark.values().length, 0L));

    public TextShape {
        marks = List.copyOf(marks);
        if (marks.size() != Mark.values().length) {
            throw new IllegalArgumentException(marks.size() + " counts of marks");
        }
    }

    public long count(Mark mark) {
        return marks.get(mark.place());
    }

    public TextShape merge(TextShape other) {
        List<Long> sums = new ArrayList<>();
        for (int i = 0; i < marks.size(); i++) {
            sums.add(marks.get(i) + other.marks.get(i));
        }
        return new TextShape(length.merge(other.length), sums);
    }
}
