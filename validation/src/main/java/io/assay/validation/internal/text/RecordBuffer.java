package io.assay.validation.internal.text;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Bytes of a stream with the current record kept whole in one array. {@code start} is where the record begins,
 * {@code at} where reading stands, {@code limit} where the bytes end.
 */
final class RecordBuffer implements Closeable {
    /** A record longer than this is not looked through any further. */
    static final int LONGEST_RECORD = 64 << 20;

    private final InputStream in;
    byte[] bytes = new byte[1 << 16];
    int start;
    int at;
    int limit;
    private long dropped; // bytes of the stream before bytes[0]

    RecordBuffer(InputStream in) {
        this.in = in;
    }

    /** Where the record begins in the stream. */
    long position() {
        return dropped + start;
    }

    /** Goes on reading at that place of the stream, which is not before where reading stands. */
    void skipTo(long position) throws IOException {
        while (dropped + limit < position) {
            start = limit;
            at = limit;
            if (!more()) {
                return;
            }
        }
        at = (int) (position - dropped);
    }

    int recordLength() {
        return at - start;
    }

    /** Makes the next byte the first of a record; false at the stream's end. */
    boolean begin() throws IOException {
        start = at;
        return at < limit || more();
    }

    /** Reads on, keeping the record; false at the stream's end. All indexes may move, {@code at - start} stays. */
    boolean more() throws IOException {
        if (start > 0) {
            System.arraycopy(bytes, start, bytes, 0, limit - start);
            dropped += start;
            at -= start;
            limit -= start;
            start = 0;
        }
        if (limit == bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        int read = in.read(bytes, limit, bytes.length - limit);
        if (read <= 0) {
            return false;
        }
        limit += read;
        return true;
    }

    /** Goes back to just after the record's first line end. */
    void rewindToSecondLine() {
        int end = start;
        while (end < at && bytes[end] != '\n') {
            end++;
        }
        at = Math.min(at, end + 1);
    }

    byte[] record() {
        return Arrays.copyOfRange(bytes, start, at);
    }

    /** The record without its line end. */
    byte[] line() {
        int end = at;
        if (end > start && bytes[end - 1] == '\n') {
            end--;
        }
        if (end > start && bytes[end - 1] == '\r') {
            end--;
        }
        return Arrays.copyOfRange(bytes, start, end);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
