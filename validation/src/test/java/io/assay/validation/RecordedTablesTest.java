package io.assay.validation;

import static io.assay.validation.TestContract.DOUBLE;
import static io.assay.validation.TestContract.LONG;
import static io.assay.validation.TestContract.STRING;
import static io.assay.validation.TestContract.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.definition.contract.ColumnType;
import io.assay.validation.source.Input;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.collection.JavaConverters;

/**
 * Files of pyarrow, pandas, DuckDB and fastavro with random columns, types, values and compressions, read here and,
 * when they were recorded, by Python: see {@code src/test/resources/tables/record.py}.
 */
class RecordedTablesTest {
    private static final Path FILES = Path.of("src/test/resources/tables").toAbsolutePath();
    private static final List<String> COLUMNS =
            List.of("n", "x", "d", "s", "b", "day", "at", "raw", "tags", "nums", "who");

    private static TestContract contract() {
        return TestContract.of("t")
                .with("n", LONG)
                .with("x", DOUBLE)
                .with("d", new ColumnType.Decimal(12, 2))
                .with("s", STRING)
                .with("b", new ColumnType.Bool())
                .with("day", new ColumnType.Date(Optional.empty()))
                .with("at", TIMESTAMP)
                .with("raw", new ColumnType.Bytes())
                .with("tags", new ColumnType.Array(STRING))
                .with("nums", new ColumnType.Array(LONG))
                .with(
                        "who",
                        new ColumnType.Struct(
                                List.of(TestContract.column("age", LONG), TestContract.column("name", STRING))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "avro", "orc"})
    void rowsAndValuesAreThoseThatPythonRead(String format) throws IOException {
        JsonNode expected =
                new ObjectMapper().readTree(FILES.resolve("expected.json").toFile());
        List<String> paths;
        try (var files = Files.list(FILES)) {
            paths = files.map(Path::toString)
                    .filter(file -> file.endsWith("." + format))
                    .sorted()
                    .toList();
        }
        GatedBatch read = GatedBatch.withJavaTimes(contract(), new Input(paths, Optional.empty(), Map.of()));
        assertThat(read.counts().rows().read()).isEqualTo(paths.size() * 30L);
        assertThat(read.counts().rows().passed() + read.counts().rows().quarantined())
                .isEqualTo(read.counts().rows().read());
        for (String path : paths) {
            assertThat(rows(read, path))
                    .as(path)
                    .isEqualTo(rows(expected.get(Path.of(path).getFileName().toString())));
        }
    }

    /**
     * Texts of the published values and the faults of the others, sorted: positions do not count rows in every format.
     */
    private static List<String> rows(GatedBatch read, String path) {
        List<String> rows = new ArrayList<>();
        for (Row row : read.passing()) {
            if (row.<String>getAs("_source").equals(path)) {
                Map<String, String> values = new TreeMap<>();
                COLUMNS.forEach(column -> {
                    if (row.getAs(column) != null) {
                        values.put(column, text(row.getAs(column)));
                    }
                });
                rows.add(values.toString());
            }
        }
        for (Row row : read.quarantined()) {
            if (row.<String>getAs("source").equals(path)) {
                rows.add(row.<Row>getList(row.fieldIndex("reasons")).stream()
                        .map(reason -> reason.getString(0).replace(".type", ""))
                        .sorted()
                        .toList()
                        .toString());
            }
        }
        return rows.stream().sorted().toList();
    }

    private static List<String> rows(JsonNode expected) {
        List<String> rows = new ArrayList<>();
        for (JsonNode row : expected) {
            if (row.path("faults").isEmpty()) {
                Map<String, String> values = new TreeMap<>();
                row.path("values").fields().forEachRemaining(field -> {
                    if (!field.getValue().isNull()) {
                        values.put(field.getKey(), text(field.getKey(), field.getValue()));
                    }
                });
                rows.add(values.toString());
            } else {
                List<String> faults = new ArrayList<>();
                row.path("faults").forEach(fault -> faults.add(fault.asText()));
                rows.add(faults.toString());
            }
        }
        return rows.stream().sorted().toList();
    }

    private static String text(Object value) {
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof Instant time) {
            return Long.toString(time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000);
        }
        if (value instanceof Row struct) {
            return struct.get(0) + "/" + struct.get(1);
        }
        if (value instanceof scala.collection.Seq<?> items) {
            return JavaConverters.seqAsJavaList(items).stream()
                    .map(String::valueOf)
                    .collect(Collectors.joining(","));
        }
        return value.toString();
    }

    private static String text(String column, JsonNode value) {
        return switch (column) {
            case "x" -> Double.toString(number(value.asText()));
            case "d" -> new BigDecimal(value.asText()).setScale(2).toPlainString();
            case "tags", "nums" -> {
                List<String> items = new ArrayList<>();
                value.forEach(item -> items.add(item.isNull() ? "null" : item.asText()));
                yield String.join(",", items);
            }
            case "who" -> value.path("age").asText() + "/" + value.path("name").asText();
            default -> value.asText();
        };
    }

    private static double number(String python) {
        return switch (python) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> Double.parseDouble(python);
        };
    }
}
