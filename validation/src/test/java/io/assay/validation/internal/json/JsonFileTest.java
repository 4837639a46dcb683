package io.assay.validation.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.validation.internal.text.RecordedRows;
import io.assay.validation.internal.text.TextFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonFileTest {
    private static final List<String> COLUMNS = List.of("a", "b");
    private static final String[] LINES = {
        "{\"a\":1,\"b\":\"x\\ny\"}",
        "  {\"b\":2}",
        "",
        "   ",
        "[1]",
        "{\"a\":\"",
        "text",
        "é",
        "\"",
        "{\"a\":{\"b\":1}} \t"
    };

    @TempDir
    Path folder;

    @Test
    void everyWayToCutJsonLinesGivesTheSameRecords() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            StringBuilder text = new StringBuilder("{\"a\":0}\n");
            for (int i = random.nextInt(12); i > 0; i--) {
                text.append(LINES[random.nextInt(LINES.length)]).append(random.nextInt(4) > 0 ? "\n" : "\r\n");
            }
            text.append(random.nextBoolean() ? "{\"a\":9}" : "");
            byte[] content = text.toString().getBytes(StandardCharsets.UTF_8);
            Path path = folder.resolve("t.json");
            Files.write(path, content);
            JsonFile file = new JsonFile(
                    path.toString(), 0, content.length, RowPlan.texts(COLUMNS, List.of()), 0, 0, Long.MAX_VALUE, null);
            List<String> expected = RecordedRows.of(List.of(file), COLUMNS);
            for (int size = 1; size < content.length; size += 1 + size / 4) {
                List<TextFile> parts = file.split(size, RecordedRows.SEARCHES);
                assertThat(RecordedRows.of(parts, COLUMNS))
                        .as("seed %d, parts of %d bytes: %s", seed, size, text)
                        .isEqualTo(expected);
            }
        }
    }
}
