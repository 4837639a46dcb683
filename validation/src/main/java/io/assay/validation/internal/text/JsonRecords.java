package io.assay.validation.internal.text;

import java.io.Closeable;
import java.io.IOException;

/**
 * Splits a JSON file into records, on bytes: the lines of JSON lines, or the items of one array (a file whose first
 * character is {@code [}). Blank lines are no records.
 */
final class JsonRecords implements Closeable {
    private final RecordBuffer in;
    private boolean begun;
    private boolean array;

    JsonRecords(RecordBuffer in) {
        this.in = in;
    }

    /** Reads the next record, from {@link RecordBuffer#start} for {@link #length} bytes; false at the end. */
    boolean next() throws IOException {
        if (!begun) {
            begun = true;
            array = firstCharacter() == '[';
            if (array) {
                in.at++;
            }
        }
        return array ? item() : line();
    }

    private int length;

    int length() {
        return length;
    }

    byte[] bytes() {
        return in.bytes;
    }

    int offset() {
        return in.start;
    }

    long position() {
        return in.position();
    }

    private int firstCharacter() throws IOException {
        while (in.begin()) {
            byte c = in.bytes[in.at];
            if (!blank(c)) {
                return c;
            }
            in.at++;
        }
        return -1;
    }

    private boolean line() throws IOException {
        if (firstCharacter() < 0) {
            return false;
        }
        while (in.at < in.limit || (in.recordLength() <= RecordBuffer.LONGEST_RECORD && in.more())) {
            if (in.bytes[in.at++] == '\n') {
                length = in.recordLength() - 1;
                return true;
            }
        }
        length = in.recordLength();
        return true;
    }

    /** One item, up to the comma or bracket that ends it at its own depth. */
    private boolean item() throws IOException {
        int first = firstCharacter();
        while (first == ',') {
            in.at++;
            first = firstCharacter();
        }
        if (first < 0) {
            return false;
        }
        if (first == ']') {
            array = false; // what follows the array is read as lines: broken records, not silence
            in.at++;
            return line();
        }
        int depth = 0;
        boolean text = false;
        while (in.at < in.limit || (in.recordLength() <= RecordBuffer.LONGEST_RECORD && in.more())) {
            byte c = in.bytes[in.at];
            if (text) {
                if (c == '\\') {
                    in.at++;
                    if (in.at == in.limit && !in.more()) {
                        break;
                    }
                } else if (c == '"') {
                    text = false;
                }
            } else if (c == '"') {
                text = true;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (depth > 0 && (c == '}' || c == ']')) {
                depth--;
            } else if (depth == 0 && (c == ',' || c == ']')) {
                length = in.recordLength();
                return true;
            }
            in.at++;
        }
        length = in.recordLength();
        return true;
    }

    private static boolean blank(byte c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
