package io.assay.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A text that is reviewed as code: {@code src/test/golden}, rewritten only by {@code -Dgolden.update}. */
public final class GoldenFile {
    private static final Path FOLDER = Path.of("src", "test", "golden");

    private GoldenFile() {}

    /** Compares {@code text} with the file {@code name}. */
    public static void assertEquals(String name, String text) throws IOException {
        Path file = FOLDER.resolve(name);
        if (System.getProperty("golden.update") != null) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertThat(file).as("run once with -Dgolden.update to make it").exists();
        assertThat(text).isEqualTo(Files.readString(file));
    }
}
