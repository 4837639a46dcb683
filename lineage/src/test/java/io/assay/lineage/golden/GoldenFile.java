package io.assay.lineage.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A document kept under {@code src/test/golden} of the module; {@code -Dgolden.update} writes it anew. */
public final class GoldenFile {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private GoldenFile() {}

    public static void assertSame(String name, String json) throws IOException {
        Path file = Path.of("src/test/golden", name + ".json");
        if (System.getProperty("golden.update") != null) {
            Files.writeString(file, JSON.writeValueAsString(JSON.readTree(json)) + "\n");
        }
        assertThat(JSON.readTree(json)).isEqualTo(JSON.readTree(Files.readString(file)));
    }
}
