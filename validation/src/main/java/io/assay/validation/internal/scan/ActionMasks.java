package io.assay.validation.internal.scan;

import java.io.Serializable;
import java.util.Arrays;

/**
 * What becomes of a row, by the bits of its verdict: the strongest action wins, {@code fail}, {@code drop},
 * {@code quarantine}. Rows that break a fail rule are kept in the quarantine, so that they can be looked at.
 *
 * @param fail one mask a number of the verdict: the bits of the rules with that action
 */
@SuppressWarnings("ArrayRecordComponent") // compared by equals below
public record ActionMasks(int[] fail, int[] drop, int[] quarantine, int[] warn) implements Serializable {
    private static final long serialVersionUID = 1;

    static boolean any(int[] words, int[] masks) {
        for (int i = 0; i < masks.length; i++) {
            if ((words[i] & masks[i]) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether the row is published. */
    public boolean publishes(int[] words) {
        return !any(words, fail) && !any(words, drop) && !any(words, quarantine);
    }

    /** Whether the row goes to the quarantine. */
    public boolean holds(int[] words) {
        return any(words, fail) || (!any(words, drop) && any(words, quarantine));
    }

    /** How many numbers a verdict has. */
    public int words() {
        return fail.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ActionMasks that
                && Arrays.equals(fail, that.fail)
                && Arrays.equals(drop, that.drop)
                && Arrays.equals(quarantine, that.quarantine)
                && Arrays.equals(warn, that.warn);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(fail) * 31 + Arrays.hashCode(quarantine);
    }
}
