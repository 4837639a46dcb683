package io.assay.online.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TableSnapshotTest {
    private static final StructType SCHEMA = new StructType()
            .add("name", StringType.STRING)
            .add("n", LongType.LONG)
            .add("tags", new ArrayType(StringType.STRING, true));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private TableSnapshot newest() {
        return TableSnapshot.newest(folder.resolve("t").toString(), new Configuration())
                .orElseThrow();
    }

    private static Map<String, Object> row(String name, long n) {
        Map<String, Object> row = new HashMap<>();
        row.put("name", name);
        row.put("n", n);
        row.put("tags", List.of("x", name));
        return row;
    }

    @Test
    void whereThereIsNoTableThereIsNoSnapshot() {
        assertThat(TableSnapshot.newest(folder.resolve("t").toString(), new Configuration()))
                .isEmpty();
    }

    @Test
    void rowsOfSeveralFilesAndBatchesAreReadOnceAndStayValid() {
        DeltaFixture table = new DeltaFixture(folder.resolve("t"), SCHEMA);
        table.append(
                true, LongStream.range(0, 2500).mapToObj(n -> row("a" + n, n)).toList());
        table.append(
                true,
                LongStream.range(2500, 3524).mapToObj(n -> row("a" + n, n)).toList());

        List<TableRow> rows = newest().rows(List.of("name", "n", "tags"), Map.of(), row -> true);

        assertThat(rows)
                .extracting(row -> row.integer("n"))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, 3524).boxed().toList());
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.string("name")).isEqualTo("a" + row.integer("n"));
            assertThat(row.strings("tags")).containsExactly("x", "a" + row.integer("n"));
        });
    }

    @Test
    void rowsWithAValueAreFoundAndOthersAreLeftToTheCaller() {
        DeltaFixture table = new DeltaFixture(folder.resolve("t"), SCHEMA);
        table.append(
                true,
                LongStream.range(0, 3000)
                        .mapToObj(n -> row(n % 2 == 0 ? "even" : "odd", n))
                        .toList());

        List<TableRow> rows = newest().rows(
                        List.of("n", "name"),
                        Map.of("n", 2047L),
                        row -> Long.valueOf(2047).equals(row.integer("n")));

        assertThat(rows).extracting(row -> row.string("name")).containsExactly("odd");
        assertThat(newest().rows(
                                List.of("n"),
                                Map.of("n", 9000L),
                                row -> Long.valueOf(9000).equals(row.integer("n"))))
                .isEmpty();
    }

    @Test
    void columnsThatWereNotRequestedOrAreNotThereAreNull() {
        new DeltaFixture(folder.resolve("t"), SCHEMA).append(row("a", 1));

        List<TableRow> rows = newest().rows(List.of("name", "later"), Map.of("later", "x"), row -> true);

        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.string("name")).isEqualTo("a");
            assertThat(row.integer("n")).isNull();
            assertThat(row.value("later")).isNull();
        });
    }

    @Test
    void theNewestTransactionOfAWriterIsKnown() {
        DeltaFixture table = new DeltaFixture(folder.resolve("t"), SCHEMA);
        table.commit(List.of("{\"txn\":{\"appId\":\"compute:v:1\",\"version\":3}}"));
        table.commit(List.of("{\"txn\":{\"appId\":\"compute:v:1\",\"version\":7}}"));

        assertThat(newest().transaction("compute:v:1")).hasValue(7);
        assertThat(newest().transaction("compute:w:1")).isEmpty();
        assertThat(newest().version().number()).isEqualTo(2);
    }
}
