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
        EMPTY("are empty"),
        DIGIT("have a digit"),
        UPPER("have a capital letter A to Z"),
        LOWER("have a small letter a to z"),
        SPACE("have white space"),
        OUTER_SPACE("begin or end with white space"),
        PUNCTUATION("have another ASCII character"),
        BEYOND_ASCII("have a character outside ASCII");

        private final String words;

        Mark(String words) {
            this.words = words;
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
        return marks.get(mark.ordinal());
    }

    public TextShape merge(TextShape other) {
        List<Long> sums = new ArrayList<>();
        for (int i = 0; i < marks.size(); i++) {
            sums.add(marks.get(i) + other.marks.get(i));
        }
        return new TextShape(length.merge(other.length), sums);
    }
}
