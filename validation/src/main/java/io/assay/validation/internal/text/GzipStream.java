package io.assay.validation.internal.text;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * The content of a gzip file (RFC 1952): of all its members, one after the other. Zeros after the last one are padding;
 * any other bytes there are an error, because they may be what is left of a damaged member, and so are zeros between
 * two members, which a copy leaves of what it lost. The JDK's stream would drop them, and takes a source that has
 * nothing available at the moment for one that has ended.
 */
final class GzipStream extends InputStream {
    private static final int BUFFER = 1 << 16;
    private static final int DEFLATE = 8;
    private static final int HEADER_CHECK = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xE0;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 check = new CRC32();
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int limit;
    private long before; // bytes of the file that were in the buffer earlier
    private boolean inMember;
    private boolean ended;
    private long members;

    GzipStream(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (inMember || begin()) {
            int read = inflated(bytes, offset, length);
            if (read > 0) {
                check.update(bytes, offset, read);
                return read;
            }
            if (inflater.finished()) {
                next = limit - inflater.getRemaining();
                end();
            } else if (inflater.needsInput()) {
                fill();
            } else {
                throw damaged("it needs a dictionary");
            }
        }
        return -1;
    }

    private int inflated(byte[] bytes, int offset, int length) throws IOException {
        try {
            return inflater.inflate(bytes, offset, length);
        } catch (DataFormatException e) {
            IOException damaged = damaged(String.valueOf(e.getMessage()));
            damaged.initCause(e);
            throw damaged;
        }
    }

    private void fill() throws IOException {
        if (!refill()) {
            throw new EOFException("its gzip data ends early, at byte " + position());
        }
        inflater.setInput(buffer, 0, limit);
        next = limit;
    }

    /** Reads the header of the next member; false if there is none. */
    private boolean begin() throws IOException {
        if (ended) {
            return false;
        }
        long at = position();
        if (members == 0) {
            if (required() != 0x1F || required() != 0x8B) {
                throw damaged("it does not begin as gzip does");
            }
        } else if (!another(at)) {
            return false;
        }
        header();
        inflater.reset();
        inflater.setInput(buffer, next, limit - next);
        next = limit;
        check.reset();
        members++;
        inMember = true;
        return true;
    }

    /** Whether another member begins where one ended; not if only padding follows. */
    private boolean another(long at) throws IOException {
        int first = byteOrEnd();
        if (first == 0x1F && byteOrEnd() == 0x8B) {
            return true;
        }
        while (first == 0) {
            first = byteOrEnd();
        }
        ended = first < 0;
        if (!ended) {
            long more = position() - 1;
            throw new ZipException(
                    first == 0x1F && byteOrEnd() == 0x8B
                            ? "its gzip data ends at byte %d, and after zeros more begins at byte %d: what was between may be lost"
                                    .formatted(at, more)
                            : "its gzip data ends at byte %d, and the bytes after it are neither gzip nor zeros"
                                    .formatted(at));
        }
        return false;
    }

    private void header() throws IOException {
        int method = required();
        int flags = required();
        if (method != DEFLATE || (flags & RESERVED) != 0) {
            throw damaged("its header at byte %d is of no known kind".formatted(position()));
        }
        pass(6); // time, level, operating system
        if ((flags & EXTRA) != 0) {
            pass(required() | required() << 8);
        }
        for (int text : new int[] {NAME, COMMENT}) {
            if ((flags & text) != 0) {
                while (required() != 0) {
                    // up to the zero that ends it
                }
            }
        }
        pass(flags & HEADER_CHECK);
    }

    /** Reads what follows the data of a member. */
    private void end() throws IOException {
        long sum = number();
        long length = number();
        if (sum != check.getValue() || length != (inflater.getBytesWritten() & 0xFFFF_FFFFL)) {
            throw damaged("the checksum of what ends at byte %d is another one".formatted(position()));
        }
        inMember = false;
    }

    private long number() throws IOException {
        long number = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            number |= (long) required() << shift;
        }
        return number;
    }

    private void pass(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            required();
        }
    }

    private int required() throws IOException {
        int read = byteOrEnd();
        if (read < 0) {
            throw new EOFException("its gzip data ends early, at byte " + position());
        }
        return read;
    }

    private int byteOrEnd() throws IOException {
        return next < limit || refill() ? buffer[next++] & 0xFF : -1;
    }

    private boolean refill() throws IOException {
        before += limit;
        next = 0;
        limit = 0;
        int read = in.read(buffer);
        limit = Math.max(read, 0);
        return read > 0;
    }

    private long position() {
        return before + next;
    }

    private static IOException damaged(String why) {
        return new ZipException("its gzip data is damaged: " + why);
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
