package io.assay.validation.internal.verdict;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * All row rules of a dataset. A verdict is a set of bits: the first one says that the row is malformed, then there is
 * one for each rule, then one for each rule that may fail to evaluate or whose condition is counted, set if it did or
 * holds. Bits are kept 32 to a number, numbers as bytes. Threadsafe.
 */
public final class RowProgram implements Serializable {
    /** Bits of one number of a verdict. */
    public static final int BITS = Integer.SIZE;

    private static final long serialVersionUID = 1;

    /** The name under which rows that cannot be read are reported. */
    private final String malformed;

    private final ProgramLine.Sent[] lines;
    private final int[] failedBits;
    private final int[] appliedBits;
    private final int numbers;

    public RowProgram(String malformed, List<ProgramLine> lines) {
        this.malformed = malformed;
        this.lines = lines.stream().map(ProgramLine::sent).toArray(ProgramLine.Sent[]::new);
        this.failedBits = new int[lines.size()];
        this.appliedBits = new int[lines.size()];
        int bits = lines.size() + 1;
        for (int i = 0; i < lines.size(); i++) {
            failedBits[i] = lines.get(i).mayFail() ? bits++ : 0;
            appliedBits[i] = lines.get(i).countsApplied() ? bits++ : 0;
        }
        this.numbers = (bits + BITS - 1) / BITS;
    }

    /** How many numbers a verdict has. */
    public int numbers() {
        return numbers;
    }

    /** The bit of rows on which the rule of that place cannot be evaluated; 0 if it always can. */
    public int failedBit(int rule) {
        return failedBits[rule];
    }

    /** The bit of rows for which the condition of the rule of that place holds; 0 if that is not counted. */
    public int appliedBit(int rule) {
        return appliedBits[rule];
    }

    /** The numbers of a verdict into {@code words}; whether any bit is set. */
    public static boolean read(byte[] verdict, int[] words) {
        int any = 0;
        for (int i = 0; i < words.length; i++) {
            words[i] = Platform.getInt(verdict, Platform.BYTE_ARRAY_OFFSET + (long) i * Integer.BYTES);
            any |= words[i];
        }
        return any != 0;
    }

    /** Whether that bit of a verdict is set. */
    public static boolean has(byte @Nullable [] verdict, int bit) {
        return verdict != null
                && (Platform.getInt(verdict, Platform.BYTE_ARRAY_OFFSET + (long) (bit / BITS) * Integer.BYTES)
                                & 1 << (bit % BITS))
                        != 0;
    }

    /** Null if no bit is set. */
    byte @Nullable [] verdict(ValidatedRow row, boolean isMalformed) {
        int[] words = null;
        if (isMalformed) {
            words = set(null, 0);
        } else {
            for (int i = 0; i < lines.length; i++) {
                words = validate(lines[i], i, row, words);
            }
        }
        if (words == null) {
            return null;
        }
        byte[] verdict = new byte[numbers * Integer.BYTES];
        for (int i = 0; i < numbers; i++) {
            Platform.putInt(verdict, Platform.BYTE_ARRAY_OFFSET + (long) i * Integer.BYTES, words[i]);
        }
        return verdict;
    }

    private int @Nullable [] validate(ProgramLine.Sent line, int place, ValidatedRow row, int @Nullable [] words) {
        int @Nullable [] set = words;
        if (line.where() >= 0) {
            byte applies = row.outcome(line.where());
            if (applies != OutcomeTest.YES) {
                return applies == OutcomeTest.FAILED ? set(set, failedBits[place]) : set;
            }
            set = line.countsApplied() ? set(set, appliedBits[place]) : set;
        }
        try {
            return line.test().broken(row) ? set(set, place + 1) : set;
        } catch (NotEvaluatedException e) {
            return set(set, failedBits[place]);
        }
    }

    private int[] set(int @Nullable [] words, int bit) {
        int[] set = words == null ? new int[numbers] : words;
        set[bit / BITS] |= 1 << (bit % BITS);
        return set;
    }

    /** Rule, column, value and action of each rule that the row breaks. */
    GenericArrayData reasons(byte @Nullable [] verdict, ValidatedRow row, @Nullable String why) {
        List<InternalRow> reasons = new ArrayList<>();
        if (has(verdict, 0)) {
            reasons.add(reason(malformed, "", why, "quarantine"));
        }
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].marks() && has(verdict, i + 1)) {
                String value = lines[i].test().value(row);
                reasons.add(reason(lines[i].name(), lines[i].column(), value, lines[i].action()));
            }
        }
        return new GenericArrayData(reasons.toArray());
    }

    private static InternalRow reason(String rule, String column, @Nullable String value, String action) {
        return new GenericInternalRow(new @Nullable Object[] {
            UTF8String.fromString(rule),
            column.isEmpty() ? null : UTF8String.fromString(column),
            value == null ? null : UTF8String.fromString(value),
            UTF8String.fromString(action)
        });
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowProgram that && Arrays.equals(lines, that.lines);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(lines);
    }
}
