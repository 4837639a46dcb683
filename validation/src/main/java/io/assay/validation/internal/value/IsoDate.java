package io.assay.validation.internal.value;

import java.time.LocalDate;
import java.time.Year;

/** {@code uuuu-MM-dd} read from bytes, and the digits that times share with it. */
final class IsoDate {
    static final int LENGTH = 10;
    static final int NONE = Integer.MIN_VALUE;
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private IsoDate() {}

    /** Days since the epoch, or {@link #NONE}; the caller has made sure of ten bytes. */
    static int epochDay(byte[] bytes, int offset) {
        int century = twoDigits(bytes, offset);
        int year = twoDigits(bytes, offset + 2);
        int month = twoDigits(bytes, offset + 5);
        int day = twoDigits(bytes, offset + 8);
        if ((century | year | month | day) < 0
                || bytes[offset + 4] != '-'
                || bytes[offset + 7] != '-'
                || month < 1
                || month > 12
                || day < 1) {
            return NONE;
        }
        int fullYear = century * 100 + year;
        int last = month == 2 && Year.isLeap(fullYear) ? 29 : DAYS[month - 1];
        return day > last ? NONE : (int) LocalDate.of(fullYear, month, day).toEpochDay();
    }

    /** A number of two digits, or -1. */
    static int twoDigits(byte[] bytes, int offset) {
        int tens = bytes[offset] - '0';
        int ones = bytes[offset + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
    }
}
