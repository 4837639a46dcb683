package io.assay.validation.internal.text;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Bytes of a stream with the current record kept complete in one array. {@code start} is where the record begins,
 * {@code at} where reading goes on, {@code limit} where the bytes end.
 */
public final class RecordBuffer implements Closeable {
    /** The longest record, in bytes, which has to fit in memory; a longer one is malformed. */
    public static final int LONGEST_RECORD = 64 << 20;
    /** How many bytes are kept of a record that is too long. */
    private static final int KEPT_OF_LONG_RECORD = 1 << 20;
    /** {@link #textBegin} of a file that has to be read from its beginning. */
    public static final int NOT_SEEKABLE = -1;

    /** The end of the reason of a record of which only the beginning is kept. */
    public static final String REST_IS_NOT_KEPT = "; its rest is not kept";

    private static final int CHUNK = 1 << 16;

    private final InputStream in;
    private final Encoding encoding;
    private final int textBegin;
    private final int longest;
    private byte[] bytes = new byte[CHUNK];
    private int start;
    private int at;
    private int limit;
    private long dropped; // bytes of the text before bytes[0]

    public RecordBuffer(InputStream in, Encoding encoding, int textBegin, long position) {
        this(in, encoding, textBegin, position, LONGEST_RECORD);
    }

    /** With another limit than {@link #LONGEST_RECORD}. */
    public RecordBuffer(InputStream in, Encoding encoding, int textBegin, long position, int longest) {
        this.in = in;
        this.encoding = encoding;
        this.textBegin = textBegin;
        this.dropped = position;
        this.longest = longest;
    }

    public Encoding encoding() {
        return encoding;
    }

    /** At which byte of the file its text begins, if it can be read from any byte on; {@link #NOT_SEEKABLE} if not. */
    public int textBegin() {
        return textBegin;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int start() {
        return start;
    }

    public int at() {
        return at;
    }

    public int limit() {
        return limit;
    }

    public void at(int next) {
        at = next;
    }

    /** Where the record begins in the text. */
    public long position() {
        return dropped + start;
    }

    /** Where reading goes on in the text. */
    public long next() {
        return dropped + at;
    }

    public int recordLength() {
        return at - start;
    }

    public int longest() {
        return longest;
    }

    public boolean tooLong() {
        return at - start > longest;
    }

    /** Goes on reading at that place of the text, which is not before the one where reading goes on. */
    public void skipTo(long position) throws IOException {
        while (dropped + limit < position) {
            start = limit;
            at = limit;
            if (!more()) {
                return;
            }
        }
        at = (int) (position - dropped);
    }

    /** Makes the next byte the first of a record; false at the text's end. */
    public boolean begin() throws IOException {
        start = at;
        return at < limit || more();
    }

    /** Reads on, keeping the record; false at the text's end. All indexes may move, {@code at - start} stays. */
    public boolean more() throws IOException {
        if (start > 0) {
            System.arraycopy(bytes, start, bytes, 0, limit - start);
            dropped += start;
            at -= start;
            limit -= start;
            start = 0;
        }
        if (limit == bytes.length) {
            bytes = Arrays.copyOf(
                    bytes, limit < longest ? (int) Math.min(2L * limit, (long) longest + CHUNK) : limit + CHUNK);
        }
        int read = in.read(bytes, limit, bytes.length - limit);
        if (read <= 0) {
            return false;
        }
        limit += read;
        return true;
    }

    /** The byte {@code ahead} of the current one as 0 to 255, or -1 at the end. */
    public int peek(int ahead) throws IOException {
        while (at + ahead >= limit) {
            if (!more()) {
                return -1;
            }
        }
        return bytes[at + ahead] & 0xff;
    }

    /** How many bytes of the record its first line has, line end included; -1 if none ends before {@code at}. */
    public int firstLineLength() {
        for (int i = start; i < at; i++) {
            if (bytes[i] == '\n') {
                return i + 1 - start;
            }
        }
        return -1;
    }

    /** Goes on to the end of the line; of what is read nothing is kept, so that {@link #start} moves. */
    public void dropLine() throws IOException {
        do {
            for (int i = at; i < limit; i++) {
                if (bytes[i] == '\n') {
                    at = i + 1;
                    start = at;
                    return;
                }
            }
            drop();
        } while (more());
    }

    /** Forgets all bytes that are read. */
    public void drop() {
        start = limit;
        at = limit;
    }

    /** The first part of a record that is too long. */
    public byte[] beginOfLongRecord() {
        return Arrays.copyOfRange(bytes, start, Math.min(at, start + Math.min(KEPT_OF_LONG_RECORD, longest)));
    }

    /** The record without its line end. */
    public byte[] line() {
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
