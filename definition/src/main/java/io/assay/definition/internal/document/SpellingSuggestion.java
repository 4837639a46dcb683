package io.assay.definition.internal.document;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The known word that a misspelled word probably means: the nearest by Levenshtein distance, if it is close. */
public final class SpellingSuggestion {
    private SpellingSuggestion() {}

    public static Optional<String> nearest(String word, Iterable<String> known) {
        return StreamSupport.stream(known.spliterator(), false)
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
                .filter(candidate -> distance(word, candidate) <= Math.max(1, word.length() / 3));
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                boolean same = Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
                row[j] = Math.min(Math.min(row[j - 1], above) + 1, diagonal + (same ? 0 : 1));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
