package io.assay.validation.internal.text;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Splits a CSV into records and fields, on bytes. Line ends inside quotes belong to the field. Empty lines are no
 * records. A record is faulty if text follows a closing quote; one whose quote never closes is its first line only, and
 * reading goes on with the next.
 */
final class CsvTokenizer implements Closeable {
    private final RecordBuffer in;
    private final CsvDialect dialect;

    private int count;
    private int[] offsets = new int[64]; // from the record's start, or in `scratch` where unescaped
    private int[] lengths = new int[64];
    private boolean[] unescaped = new boolean[64];
    private byte[] scratch = new byte[256];
    private int scratchEnd;
    private int bits; // all bytes of the record, or-ed: negative if one is not ASCII
    private @Nullable String why;

    CsvTokenizer(RecordBuffer in, CsvDialect dialect) {
        this.in = in;
        this.dialect = dialect;
    }

    /** Reads the next record; false at the end. */
    boolean next() throws IOException {
        while (in.begin()) {
            byte first = in.bytes[in.at];
            if (first == '\n' || (first == '\r' && peek(1) == '\n')) {
                in.at += first == '\n' ? 1 : 2;
            } else if (first == '\r' && peek(1) < 0) {
                in.at++;
            } else if (dialect.comment() != 0 && first == dialect.comment()) {
                skipLine();
            } else {
                record();
                return true;
            }
        }
        return false;
    }

    /** Makes the record at that position, further on in the stream, the next one. */
    void skipTo(long position) throws IOException {
        in.skipTo(position);
    }

    int fields() {
        return count;
    }

    /** The array that field {@code i} lies in. */
    byte[] bytes(int i) {
        return unescaped[i] ? scratch : in.bytes;
    }

    int offset(int i) {
        return unescaped[i] ? offsets[i] : in.start + offsets[i];
    }

    int length(int i) {
        return lengths[i];
    }

    String text(int i) {
        return new String(bytes(i), offset(i), length(i), StandardCharsets.UTF_8);
    }

    long position() {
        return in.position();
    }

    byte[] line() {
        return in.line();
    }

    boolean ascii() {
        return bits >= 0;
    }

    /** Why the record cannot be split, if it cannot. */
    @Nullable String why() {
        return why;
    }

    private void record() throws IOException {
        count = 0;
        scratchEnd = 0;
        bits = 0;
        why = null;
        while (field()) {
            if (in.recordLength() > RecordBuffer.LONGEST_RECORD) {
                why = "a record longer than %d bytes".formatted(RecordBuffer.LONGEST_RECORD);
                skipLine();
                return;
            }
        }
    }

    /** Reads one field and the delimiter or line end after it; true if another field follows. */
    private boolean field() throws IOException {
        if (in.at == in.limit && !in.more()) {
            add(in.recordLength(), 0, false);
            return false;
        }
        return in.bytes[in.at] == dialect.quote() ? quoted() : plain(in.recordLength());
    }

    private boolean plain(int from) throws IOException {
        byte delimiter = dialect.delimiter();
        while (true) {
            byte[] bytes = in.bytes;
            int limit = in.limit;
            int seen = bits;
            for (int at = in.at; at < limit; at++) {
                byte c = bytes[at];
                if (c == delimiter || c == '\n') {
                    int length = at - in.start - from;
                    boolean last = c == '\n';
                    in.at = at + 1;
                    bits = seen;
                    add(from, last && length > 0 && bytes[at - 1] == '\r' ? length - 1 : length, false);
                    return !last;
                }
                seen |= c;
            }
            in.at = limit;
            bits = seen;
            if (in.recordLength() > RecordBuffer.LONGEST_RECORD || !in.more()) {
                add(from, in.recordLength() - from, false);
                return false;
            }
        }
    }

    private boolean quoted() throws IOException {
        in.at++;
        int from = in.recordLength();
        int kept = scratchEnd;
        boolean escaped = false;
        while (true) {
            if (in.at == in.limit && (in.recordLength() > RecordBuffer.LONGEST_RECORD || !in.more())) {
                return unclosed();
            }
            byte c = in.bytes[in.at];
            if (c == dialect.escape() && literal(peek(1))) {
                if (!escaped) {
                    escaped = true;
                    keep(in.start + from, in.recordLength() - from);
                }
                in.at++;
                keep(in.at, 1);
            } else if (c == dialect.quote()) {
                int length = escaped ? scratchEnd - kept : in.recordLength() - from;
                add(escaped ? kept : from, length, escaped);
                in.at++;
                return afterQuote();
            } else if (escaped) {
                keep(in.at, 1);
            }
            bits |= c;
            in.at++;
        }
    }

    private boolean literal(int next) {
        return next == dialect.quote() || (dialect.escape() != dialect.quote() && next == dialect.escape());
    }

    private boolean afterQuote() throws IOException {
        int next = peek(0);
        if (next == dialect.delimiter()) {
            in.at++;
            return true;
        }
        if (next == '\r' && peek(1) == '\n') {
            in.at += 2;
            return false;
        }
        if (next == '\n' || next < 0) {
            in.at += next < 0 ? 0 : 1;
            return false;
        }
        why = "text after the closing quote of field %d".formatted(count);
        skipLine();
        return false;
    }

    private boolean unclosed() {
        why = "the quote of field %d is never closed".formatted(count + 1);
        in.rewindToSecondLine();
        return false;
    }

    private void skipLine() throws IOException {
        while (in.at < in.limit || (in.recordLength() <= RecordBuffer.LONGEST_RECORD && in.more())) {
            if (in.bytes[in.at++] == '\n') {
                return;
            }
        }
    }

    /** The byte {@code ahead} of the current one as 0 to 255, or -1 at the end. */
    private int peek(int ahead) throws IOException {
        while (in.at + ahead >= in.limit) {
            if (!in.more()) {
                return -1;
            }
        }
        return in.bytes[in.at + ahead] & 0xff;
    }

    private void keep(int offset, int length) {
        if (scratchEnd + length > scratch.length) {
            scratch = Arrays.copyOf(scratch, Math.max(scratch.length * 2, scratchEnd + length));
        }
        System.arraycopy(in.bytes, offset, scratch, scratchEnd, length);
        scratchEnd += length;
    }

    private void add(int offset, int length, boolean inScratch) {
        if (count == offsets.length) {
            offsets = Arrays.copyOf(offsets, count * 2);
            lengths = Arrays.copyOf(lengths, count * 2);
            unescaped = Arrays.copyOf(unescaped, count * 2);
        }
        offsets[count] = offset;
        lengths[count] = length;
        unescaped[count++] = inScratch;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
