package io.assay.validation.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

class GzipStreamTest {
    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    private static String read(byte[] file) throws IOException {
        try (GzipStream in = new GzipStream(new ByteArrayInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A source that gives one byte at a time, and never says that more is available. */
    private static InputStream slow(byte[] file) {
        return new ByteArrayInputStream(file) {
            @Override
            public synchronized int read(byte[] bytes, int offset, int length) {
                return super.read(bytes, offset, Math.min(length, 1));
            }

            @Override
            public synchronized int available() {
                return 0;
            }
        };
    }

    @Test
    void membersAreOneContentAndZerosArePadding() throws IOException {
        byte[] two = joined(gzip("a"), gzip(""), gzip("b"));
        assertThat(read(two)).isEqualTo("ab");
        assertThat(read(joined(two, new byte[1]))).isEqualTo("ab");
        assertThat(read(joined(two, new byte[200_000]))).isEqualTo("ab");
        try (GzipStream in = new GzipStream(slow(joined(two, new byte[3])))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("ab");
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void bytesAfterTheEndAreNamed() throws IOException {
        byte[] file = gzip("a");
        for (String garbage : List.of("x", "\u001f", "\u001fx", "\0\0x", "\0\u001fx")) {
            assertThatThrownBy(() -> read(joined(file, garbage.getBytes(StandardCharsets.ISO_8859_1))))
                    .as(garbage)
                    .hasMessage("its gzip data ends at byte %d, and the bytes after it are neither gzip nor zeros"
                            .formatted(file.length));
        }
    }

    @Test
    void zerosBetweenMembersMayStandForWhatWasLost() throws IOException {
        byte[] file = gzip("a");
        assertThatThrownBy(() -> read(joined(file, new byte[70_000], file)))
                .isInstanceOf(ZipException.class)
                .hasMessage(
                        "its gzip data ends at byte %d, and after zeros more begins at byte %d: what was between may"
                                + " be lost",
                        file.length, file.length + 70_000);
    }

    @Test
    void aFileThatEndsAnywhereElseEndsEarly() throws IOException {
        byte[] file = gzip("some text");
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> read(cut))
                    .isInstanceOf(EOFException.class)
                    .hasMessage("its gzip data ends early, at byte " + length);
            byte[] second = joined(file, cut);
            if (length > 1) {
                assertThatThrownBy(() -> read(second)).isInstanceOf(EOFException.class);
            }
        }
    }

    @Test
    void eachDamagedByteIsNoticedOrOfNoConsequence() throws IOException {
        byte[] file = gzip("some text that is compressed, text that is compressed");
        for (int i = 0; i < file.length; i++) {
            byte[] damaged = file.clone();
            damaged[i] = (byte) (damaged[i] ^ 0x55);
            String content;
            try {
                content = read(damaged);
            } catch (IOException expected) {
                assertThat(expected).hasMessageStartingWith("its gzip data ");
                continue;
            }
            assertThat(content).isEqualTo(read(file)); // the time, say
        }
    }

    @Test
    void headersMayHaveANameACommentMoreFieldsAndAChecksum() throws IOException {
        byte[] plain = gzip("x");
        byte[] header = {0x1F, (byte) 0x8B, 8, 0x1F, 0, 0, 0, 0, 0, 3, 2, 0, 1, 2, 'n', 0, 'c', 0};
        CRC32 sum = new CRC32();
        sum.update(header);
        byte[] check = {(byte) sum.getValue(), (byte) (sum.getValue() >> 8)};
        assertThat(read(joined(header, check, Arrays.copyOfRange(plain, 10, plain.length))))
                .isEqualTo("x");
    }

    @Test
    void largeContentIsRead() throws IOException {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            text.append(random.nextLong()).append('\n');
        }
        byte[] file = gzip(text.toString());
        assertThat(file.length).isGreaterThan(300_000);
        assertThat(read(joined(file, file))).isEqualTo(text.toString().repeat(2));
    }
}
