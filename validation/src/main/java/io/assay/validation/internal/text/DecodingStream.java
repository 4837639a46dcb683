package io.assay.validation.internal.text;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Text of another encoding as a stream of UTF-8; bytes that the encoding does not have are kept
 * ({@link Encoding#invalid}). {@code InputStreamReader} replaces them, which is why this is written by hand.
 */
final class DecodingStream extends InputStream {
    private final InputStream in;
    private final CharsetDecoder decoder; // reports what it cannot decode
    private final ByteBuffer source = ByteBuffer.allocate(1 << 14).flip();
    private final CharBuffer characters = CharBuffer.allocate(1 << 14);
    private byte[] bytes = new byte[0];
    private int at;
    private boolean ended;

    DecodingStream(InputStream in, Charset charset) {
        this.in = in;
        this.decoder = charset.newDecoder();
    }

    @Override
    public int read() throws IOException {
        return filled() ? bytes[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!filled()) {
            return -1;
        }
        int count = Math.min(length, bytes.length - at);
        System.arraycopy(bytes, at, target, offset, count);
        at += count;
        return count;
    }

    private boolean filled() throws IOException {
        while (at == bytes.length) {
            if (ended) {
                return false;
            }
            bytes = decode();
            at = 0;
        }
        return true;
    }

    private byte[] decode() throws IOException {
        characters.clear();
        CoderResult result = decoder.decode(source, characters, false);
        if (result.isUnderflow() && !more()) {
            if (!source.hasRemaining()) {
                decoder.decode(source, characters, true);
                decoder.flush(characters);
                ended = true;
            } else if (characters.position() == 0) { // what is before it was given
                throw new EOFException(
                        "it ends inside a character of " + decoder.charset().name());
            }
        }
        byte[] text = characters.flip().toString().getBytes(StandardCharsets.UTF_8);
        if (!result.isError()) {
            return text;
        }
        ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        decoded.writeBytes(text);
        for (int i = 0; i < result.length(); i++) {
            Encoding.invalid(source.get(), decoded);
        }
        decoder.reset();
        return decoded.toByteArray();
    }

    private boolean more() throws IOException {
        source.compact();
        int read = in.read(source.array(), source.position(), source.remaining());
        source.position(source.position() + Math.max(read, 0));
        source.flip();
        return read >= 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
