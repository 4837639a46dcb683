package io.assay.validation.internal.json;

import io.assay.validation.internal.text.Encoding;
import io.assay.validation.internal.text.RecordBuffer;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Splits a JSON file into records, on bytes: the lines of JSON lines, or the items of one array (a file whose first
 * character is {@code [}). Blank lines are not records.
 *
 * <p>Written by hand, because a record is known by its byte in the file and a broken one must not cost the next: JSON
 * parsers stop at the first fault. A line end inside the quotes of an item, which JSON does not allow, ends the item;
 * so does a brace that begins a line where an object's name would have to be.
 */
final class JsonRecords implements Closeable {
    private final RecordBuffer in;
    private boolean begun;
    private boolean array;
    private boolean first; // no item was read yet
    private boolean broken; // the last item did not end as items do
    private long lineBegin; // of the line where reading goes on

    private long position;
    private long recordLine;
    private int length;
    private @Nullable String why;
    private byte @Nullable [] kept;

    JsonRecords(RecordBuffer in) {
        this.in = in;
    }

    /** Reads lines, whatever the first character is: for a part of a file that is not its first. */
    JsonRecords lines() {
        begun = true;
        lineBegin = in.next();
        return this;
    }

    /**
     * Reads the next record, from {@link #offset} for {@link #length} bytes; false at the end.
     *
     * @throws EOFException if the file ends between two items of its array
     */
    boolean next() throws IOException {
        why = null;
        kept = null;
        if (!begun) {
            begun = true;
            array = firstCharacter() == '[';
            if (array) {
                in.at(in.at() + 1);
                first = true;
            }
        }
        return array ? item() : line();
    }

    boolean isArray() {
        return array;
    }

    Encoding encoding() {
        return in.encoding();
    }

    int textBegin() {
        return in.textBegin();
    }

    int length() {
        return length;
    }

    byte[] bytes() {
        return in.bytes();
    }

    int offset() {
        return in.start();
    }

    /** Where the record begins. */
    long position() {
        return position;
    }

    /** Where the line begins in which the record begins. */
    long recordLine() {
        return recordLine;
    }

    /** Why the record is malformed, if that is known without parsing it: it is too long. */
    @Nullable String why() {
        return why;
    }

    byte[] raw() {
        byte[] bytes = kept == null ? Arrays.copyOfRange(in.bytes(), in.start(), in.start() + length) : kept;
        return in.encoding().original(bytes);
    }

    /** The first character that is not blank as 0 to 255, -1 at the end; a record begins there. */
    private int firstCharacter() throws IOException {
        while (in.begin()) {
            byte c = in.bytes()[in.at()];
            if (!blank(c)) {
                position = in.position();
                recordLine = lineBegin;
                return c & 0xff;
            }
            in.at(in.at() + 1);
            if (c == '\n') {
                lineBegin = in.next();
            }
        }
        return -1;
    }

    private boolean line() throws IOException {
        if (firstCharacter() < 0) {
            return false;
        }
        while (true) {
            byte[] bytes = in.bytes();
            int limit = in.limit();
            for (int i = in.at(); i < limit; i++) {
                if (bytes[i] == '\n') {
                    in.at(i + 1);
                    length = in.recordLength() - 1;
                    lineBegin = in.next();
                    if (length > in.longest()) {
                        tooLong();
                        why = longLine(length);
                    } else if (length > 0 && bytes[i - 1] == '\r') {
                        length--;
                    }
                    return true;
                }
            }
            in.at(limit);
            if (in.tooLong()) {
                tooLong();
                in.dropLine();
                lineBegin = in.next();
                why = longLine(lineBegin - position);
                return true;
            }
            if (!in.more()) {
                length = in.recordLength();
                return true;
            }
        }
    }

    /** One item, up to the comma or bracket that ends it at its own depth. */
    private boolean item() throws IOException {
        int c = firstCharacter();
        if (c == ',' && !first) {
            in.at(in.at() + 1);
            c = firstCharacter();
        } else if (c == ']') {
            array = false; // what follows the array is read as lines: broken records, not silence
            in.at(in.at() + 1);
            return line();
        }
        if (c < 0) {
            if (broken) {
                return false; // the rest of the file is that item
            }
            throw new EOFException("its array is never closed");
        }
        first = false;
        broken = false;
        scanItem();
        return true;
    }

    private void scanItem() throws IOException {
        int depth = 0;
        long objects = 0; // of the open containers, which are objects: a bit for each depth
        boolean text = false;
        boolean escaped = false;
        while (true) {
            byte[] bytes = in.bytes();
            int limit = in.limit();
            for (int i = in.at(); i < limit; i++) {
                byte c = bytes[i];
                boolean ends = false;
                if (text) {
                    if (c == '\n') {
                        ends = true;
                        broken = true;
                    } else if (escaped) {
                        escaped = false;
                    } else if (c == '\\') {
                        escaped = true;
                    } else if (c == '"') {
                        text = false;
                    }
                } else if (c == '"') {
                    text = true;
                } else if (c == '{' && depth > 0 && depth < Long.SIZE && (objects >> depth & 1) == 1 && startsAnew(i)) {
                    ends = true;
                } else if (c == '{' || c == '[') {
                    depth++;
                    objects = c == '{' ? objects | 1L << depth : objects & ~(1L << depth);
                } else if (depth > 0 && (c == '}' || c == ']')) {
                    depth--;
                } else if (depth == 0 && (c == ',' || c == ']')) {
                    ends = true;
                }
                if (ends) {
                    in.at(i);
                    end();
                    return;
                }
            }
            in.at(limit);
            if (in.tooLong()) {
                if (kept == null) {
                    tooLong();
                }
                in.drop();
            }
            if (!in.more()) {
                broken = text || depth > 0;
                end();
                return;
            }
        }
    }

    /**
     * Whether a brace inside of an object is the next item's, because the object was never closed or a brace too many
     * was written: one at a place where only a name may be, at the beginning of a line or right after the item's own.
     */
    private boolean startsAnew(int brace) {
        byte[] bytes = in.bytes();
        boolean line = false;
        int before = brace - 1;
        while (before >= in.start() && blank(bytes[before])) {
            line |= bytes[before] == '\n';
            before--;
        }
        if (before < in.start()) {
            return false;
        }
        return (bytes[before] == '{' && (line || before == in.start())) || (bytes[before] == ',' && line);
    }

    private void end() {
        length = in.recordLength();
        if (kept == null && length > in.longest()) {
            tooLong();
        }
        if (kept != null) {
            why = "an item of %,d bytes, which is more than the %,d that a record may have"
                            .formatted(in.next() - position, in.longest())
                    + RecordBuffer.REST_IS_NOT_KEPT;
        }
    }

    private void tooLong() {
        kept = in.beginOfLongRecord();
    }

    private String longLine(long bytes) {
        return String.format(
                        Locale.ROOT,
                        "a line of %,d bytes, which is more than the %,d that a record may have",
                        bytes,
                        in.longest())
                + RecordBuffer.REST_IS_NOT_KEPT;
    }

    private static boolean blank(byte c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
