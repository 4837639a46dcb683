package io.assay.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A text kept under {@code src/test/golden}; {@code -Dgolden.update} writes it anew. */
public final class GoldenFile {
    private GoldenFile() {}

    public static void assertSame(String name, String text) throws IOException {
        Path file = Path.of("src/test/golden", name);
        if (System.getProperty("golden.update") != null) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file));
    }
}
