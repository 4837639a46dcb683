package io.assay.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.validation.internal.csv.CsvTexts;
import io.assay.validation.internal.json.JsonSource;
import io.assay.validation.internal.text.MatchedFile;
import io.assay.validation.internal.text.RecordedRows;
import io.assay.validation.internal.text.TextFile;
import io.assay.validation.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that Python writes, as Excel, pandas and others write them, intact and damaged, are read as Python reads them.
 * Needs {@code python3} (3.8 or newer, nothing else), which the checks of the DAGs need as well. The seed is random and
 * printed; {@code -Dassay.seed=N} repeats a run.
 */
class IndependentWritersTest {
    @TempDir
    Path folder;

    private JsonNode cases(long seed) throws IOException, InterruptedException {
        Path script = folder.resolve("independent_writer.py");
        try (InputStream in = IndependentWritersTest.class.getResourceAsStream("independent_writer.py")) {
            Files.write(script, in.readAllBytes());
        }
        try {
            Process python = new ProcessBuilder("python3", script.toString(), Long.toString(seed), folder.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(python.waitFor()).as("seed %d: %s", seed, said).isZero();
        } catch (IOException e) {
            fail("python3 cannot be run: install Python 3.11 or newer, as CONTRIBUTING.md requires", e);
        }
        return new ObjectMapper().readTree(folder.resolve("expected.json").toFile());
    }

    private static List<TextFile> files(JsonNode written, List<String> columns) throws IOException {
        Path path = Path.of(written.path("file").asText());
        List<SourceFile> files = List.of(new SourceFile(path.toString(), Files.size(path), Instant.EPOCH));
        if (written.path("format").asText().equals("json")) {
            TestContract contract = TestContract.of("t");
            columns.forEach(column -> contract.with(column, TestContract.STRING));
            return JsonSource.of(contract.dataset(), files, new Configuration()).files().stream()
                    .map(MatchedFile::file)
                    .toList();
        }
        Map<String, String> options = new LinkedHashMap<>();
        written.path("options")
                .fields()
                .forEachRemaining(
                        option -> options.put(option.getKey(), option.getValue().asText()));
        CsvTexts texts = CsvTexts.of(files, options, List.of(), new Configuration());
        assertThat(texts.columns()).as(path.toString()).isEqualTo(columns);
        return texts.files();
    }

    private static List<String> expected(JsonNode rows) {
        List<String> expected = new ArrayList<>();
        for (JsonNode row : rows) {
            List<String> values = new ArrayList<>();
            row.forEach(value -> values.add(value.isNull() ? null : value.asText()));
            expected.add(row.isNull() ? "malformed" : values.toString());
        }
        return expected;
    }

    @Test
    void rowsAndValuesAreThoseOfPython() throws IOException, InterruptedException {
        long seed = Long.getLong("assay.seed", System.nanoTime());
        System.out.println("IndependentWritersTest: seed " + seed);
        for (JsonNode written : cases(seed)) {
            List<String> columns = new ArrayList<>();
            written.path("columns").forEach(column -> columns.add(column.asText()));
            List<TextFile> files = files(written, columns);
            List<String> read = RecordedRows.of(files, columns);
            List<Long> positions = read.stream()
                    .map(row -> Long.parseLong(row.substring(0, row.indexOf(' '))))
                    .toList();
            List<String> values = read.stream()
                    .map(row -> row.substring(row.indexOf(' ') + 1))
                    .map(row -> row.startsWith("!") ? "malformed" : row)
                    .toList();
            assertThat(values)
                    .as("seed %d, %s", seed, written.path("file").asText())
                    .isEqualTo(expected(written.path("rows")));
            assertThat(positions)
                    .as("seed %d, %s", seed, written.path("file").asText())
                    .isSorted()
                    .doesNotHaveDuplicates();
            for (TextFile file : files) {
                assertThat(RecordedRows.of(file.split(64, RecordedRows.SEARCHES), columns))
                        .as("seed %d, %s in parts", seed, written.path("file").asText())
                        .isEqualTo(read);
            }
        }
    }
}
