package io.assay.validation.internal.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/** Characters of another encoding as a stream of UTF-8. */
final class TranscodingStream extends InputStream {
    private final Reader characters;
    private final CharBuffer chunk = CharBuffer.allocate(8192);
    private byte[] bytes = new byte[0];
    private int at;

    TranscodingStream(Reader characters) {
        this.characters = characters;
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
            chunk.clear();
            if (characters.read(chunk) < 0) {
                return false;
            }
            chunk.flip();
            StringBuilder text = new StringBuilder(chunk);
            if (!text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1))) {
                int low = characters.read();
                if (low >= 0) {
                    text.append((char) low);
                }
            }
            bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            at = 0;
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        characters.close();
    }
}
