package io.assay.validation.internal.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.validation.internal.json.RowPlan;
import io.assay.validation.internal.text.RecordedRows;
import io.assay.validation.internal.text.TextFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvSplitsTest {
    private static final List<String> COLUMNS = List.of("a", "b", "c");

    @TempDir
    Path folder;

    private CsvFile file(byte[] content, Map<String, String> options) throws IOException {
        Path file = folder.resolve("t.csv");
        Files.write(file, content);
        boolean marked = content.length > 2 && content[0] == (byte) 0xEF;
        CsvLayout layout = new CsvLayout(CsvDialect.of(options), COLUMNS.toArray(String[]::new), new int[] {0, 1, 2});
        return new CsvFile(
                file.toString(), 0, content.length, RowPlan.texts(COLUMNS, List.of()), layout, marked ? 3 : 0);
    }

    private static List<String> read(List<TextFile> parts) throws IOException {
        return RecordedRows.of(parts, COLUMNS);
    }

    @Test
    void everyWayToCutAFileGivesTheSameRecords() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 25; round++) {
            Map<String, String> options =
                    random.nextInt(3) > 0 ? Map.of() : Map.of("escape", "\\", "comment", "#", "quote", "'");
            byte[] content = RandomCsv.of(random, options.isEmpty() ? '"' : '\'', 12);
            CsvFile file = file(content, options);
            List<String> expected = read(List.of(file));
            for (int size = 1; size < content.length; size += 1 + size / 4) {
                List<TextFile> parts = file.split(size, RecordedRows.SEARCHES);
                assertThat(read(parts))
                        .as(
                                "seed %d, round %d, parts of %d bytes: %s",
                                seed, round, size, new String(content, StandardCharsets.UTF_8))
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void aFieldLongerThanAPartIsReadOnce() throws IOException {
        String text = "a,b,c\n1,2,3\n4,\"" + "x,y,z\n".repeat(50) + "\",6\n7,8,9\n";
        CsvFile file = file(text.getBytes(StandardCharsets.UTF_8), Map.of());
        List<TextFile> parts = file.split(20, RecordedRows.SEARCHES);
        assertThat(read(parts)).isEqualTo(read(List.of(file))).hasSize(3);
        assertThat(parts).hasSizeLessThan(10);
    }

    @Test
    void partsOfAFileWithoutQuotesAreOfEvenSize() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        text.writeBytes(("a,b,c\n" + "1,2,3\n".repeat(1000)).getBytes(StandardCharsets.UTF_8));
        CsvFile file = file(text.toByteArray(), Map.of());
        List<TextFile> parts = file.split(600, RecordedRows.SEARCHES);
        assertThat(parts)
                .hasSize(10)
                .allSatisfy(part -> assertThat(part.bytes()).isBetween(580L, 620L));
        assertThat(read(parts)).isEqualTo(read(List.of(file))).hasSize(1000);
    }

    @Test
    void requestedRecordsAreReadByThePartThatHasThem() throws IOException {
        byte[] content = RandomCsv.of(new Random(5), '"', 40);
        CsvFile file = file(content, Map.of());
        List<String> all = read(List.of(file));
        long[] positions = all.stream()
                .mapToLong(row -> Long.parseLong(row.substring(0, row.indexOf(' '))))
                .toArray();
        long[] some = {positions[1], positions[positions.length / 2], positions[positions.length - 1]};
        assertThat(read(file.only(some).split(30, RecordedRows.SEARCHES)))
                .isEqualTo(read(List.of(file.only(some))))
                .containsExactly(all.get(1), all.get(all.size() / 2), all.get(all.size() - 1));
    }

    @Test
    void aBlockThatWasReadFromAWrongPlaceIsReadAgain() throws IOException {
        // inside the quotes every line looks like a record, more of them than are remembered of a block
        String text = "a,b,c\n1,2,\"" + "\n4,5,6".repeat(20_000) + "\"\n" + "7,8,9\n".repeat(10_000);
        CsvFile file = file(text.getBytes(StandardCharsets.UTF_8), Map.of());
        List<Integer> searches = new ArrayList<>();
        List<TextFile> parts = file.split(45_000, new TextFile.RecordStarts() {
            @Override
            public <A extends Serializable> List<A> search(List<? extends TextFile.Search<A>> requested) {
                searches.add(requested.size());
                return RecordedRows.SEARCHES.search(requested);
            }
        });
        assertThat(read(parts)).isEqualTo(read(List.of(file)));
        assertThat(searches)
                .as("a search of all blocks, then of one")
                .hasSizeGreaterThan(1)
                .endsWith(1);
    }
}
