package io.assay.definition.internal.document;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The known word that a misspelled word probably means: the one with the fewest letters inserted, left out, replaced or
 * swapped with their neighbours, if that is few.
 */
public final class SpellingSuggestion {
    private SpellingSuggestion() {}

    public static Optional<String> nearest(String word, Iterable<String> known) {
        return StreamSupport.stream(known.spliterator(), false)
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
                .filter(candidate ->
                        distance(word, candidate) <= Math.max(1, Math.max(word.length(), candidate.length()) / 3));
    }

    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            cost[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            cost[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int replaced = cost[i - 1][j - 1] + (same(a, i, b, j) ? 0 : 1);
                cost[i][j] = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, replaced);
                if (i > 1 && j > 1 && same(a, i, b, j - 1) && same(a, i - 1, b, j)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }

    /** Of letters counted from 1, in any case. */
    private static boolean same(String a, int i, String b, int j) {
        return Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
    }
}
