package io.assay.validation.internal.text;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * The encoding of one file. Readers see UTF-8. A byte that the encoding does not have becomes two bytes that no UTF-8
 * text contains, so that it can neither be taken for text nor get lost. Not threadsafe.
 */
public final class Encoding {
    private static final int INVALID_LEAD = 0xF8; // F8 to FB begin no UTF-8 sequence

    private final Charset charset;
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder(); // reports what is malformed
    private final CharBuffer scratch = CharBuffer.allocate(1 << 12);

    Encoding(Charset charset) {
        this.charset = charset;
    }

    public static Encoding of(String name) {
        return new Encoding(Charset.forName(name));
    }

    public static Encoding utf8() {
        return new Encoding(StandardCharsets.UTF_8);
    }

    public String name() {
        return charset.name();
    }

    boolean isUtf8() {
        return charset.equals(StandardCharsets.UTF_8);
    }

    InputStream decoded(InputStream in) {
        return isUtf8() ? in : new DecodingStream(in, charset);
    }

    /** Why these bytes are not text: the reason of a malformed row. */
    public String fault() {
        return "bytes that are not " + name();
    }

    /** Whether the bytes, as they were decoded, were all of this encoding. */
    public boolean decodes(byte[] bytes, int offset, int length) {
        ByteBuffer in = ByteBuffer.wrap(bytes, offset, length);
        utf8.reset();
        CoderResult result;
        do {
            scratch.clear();
            result = utf8.decode(in, scratch, true);
        } while (result.isOverflow());
        return !result.isError();
    }

    /** The bytes as they were in the file. */
    public byte[] original(byte[] decoded) {
        if (isUtf8()) {
            return decoded;
        }
        ByteArrayOutputStream original = new ByteArrayOutputStream(decoded.length);
        int from = 0;
        for (int i = 0; i + 1 < decoded.length; i++) {
            if ((decoded[i] & 0xFC) == INVALID_LEAD) {
                original.writeBytes(encoded(decoded, from, i));
                original.write((decoded[i] & 3) << 6 | (decoded[i + 1] & 0x3F));
                from = i + 2;
                i++;
            }
        }
        original.writeBytes(encoded(decoded, from, decoded.length));
        return original.toByteArray();
    }

    /** The bytes of a record, as they are in a file of this encoding, as readers see them. */
    public byte[] decoded(byte[] original) {
        if (isUtf8()) {
            return original;
        }
        try (InputStream in = decoded(new ByteArrayInputStream(original))) {
            return in.readAllBytes();
        } catch (IOException e) { // it ends inside a character
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (byte b : original) {
                invalid(b, bytes);
            }
            return bytes.toByteArray();
        }
    }

    /** Adds a byte that is not of the encoding. */
    static void invalid(byte b, ByteArrayOutputStream decoded) {
        decoded.write(INVALID_LEAD | (b & 0xFF) >>> 6);
        decoded.write(0x80 | (b & 0x3F));
    }

    private byte[] encoded(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        try {
            Charset plain = charset.equals(StandardCharsets.UTF_16) ? StandardCharsets.UTF_16BE : charset;
            ByteBuffer encoded = plain.newEncoder().encode(CharBuffer.wrap(text));
            byte[] result = new byte[encoded.remaining()];
            encoded.get(result);
            return result;
        } catch (CharacterCodingException | UnsupportedOperationException e) { // an encoding that can only be read
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
