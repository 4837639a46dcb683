package io.assay.validation.internal.value;

/** {@code HH:mm}, {@code HH:mm:ss} or {@code HH:mm:ss.fraction} read from bytes. */
final class IsoTime {
    private IsoTime() {}

    /** Where the time ends: at a zone, or at {@code end}. */
    static int end(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && (bytes[at] == ':' || bytes[at] == '.' || (bytes[at] >= '0' && bytes[at] <= '9'))) {
            at++;
        }
        return at;
    }

    /** Nanoseconds of the day, or -1. */
    static long nanos(byte[] bytes, int start, int end) {
        int length = end - start;
        if (length != 5 && length != 8 && (length < 10 || length > 18)) {
            return -1;
        }
        int hour = IsoDate.twoDigits(bytes, start);
        int minute = bytes[start + 2] == ':' ? IsoDate.twoDigits(bytes, start + 3) : -1;
        int second = 0;
        if (length > 5) {
            second = bytes[start + 5] == ':' ? IsoDate.twoDigits(bytes, start + 6) : -1;
        }
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return -1;
        }
        long fraction = length > 8 ? fraction(bytes, start + 8, end) : 0;
        return fraction < 0 ? -1 : ((hour * 60L + minute) * 60 + second) * 1_000_000_000L + fraction;
    }

    private static long fraction(byte[] bytes, int start, int end) {
        if (bytes[start] != '.') {
            return -1;
        }
        long nanos = 0;
        for (int at = start + 1; at < end; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            nanos = nanos * 10 + digit;
        }
        for (int digits = end - start - 1; digits < 9; digits++) {
            nanos *= 10;
        }
        return nanos;
    }
}
