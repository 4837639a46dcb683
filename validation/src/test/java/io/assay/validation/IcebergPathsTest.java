package io.assay.validation;

import static io.assay.validation.TestContract.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.validation.source.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.hadoop.HadoopTables;
import org.apache.iceberg.spark.SparkSchemaUtil;
import org.apache.iceberg.spark.SparkTableCache;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Iceberg tables that are named by a path: of a catalog that Spark does not know, and of none. */
class IcebergPathsTest {
    private static final TestContract CONTRACT = TestContract.of("t").required("id", LONG);

    @TempDir
    Path folder;

    private static Dataset<Row> ids(int rows) {
        return LocalSpark.spark().range(0, rows, 1, 1).toDF("id");
    }

    private static List<String> read(Path table, String... format) {
        Input input = new Input(List.of(table.toString()), Stream.of(format).findFirst(), Map.of());
        return GatedBatch.of(CONTRACT, input).published().stream().sorted().toList();
    }

    /** A table without a catalog. */
    private Path table(int rows) {
        Path path = folder.resolve("ice");
        Schema schema = SparkSchemaUtil.convert(ids(0).schema());
        Table table = new HadoopTables(new Configuration()).create(schema, path.toString());
        if (rows > 0) {
            append(table, rows);
        }
        return path;
    }

    private static void append(Table table, int rows) {
        SparkTableCache.get().add("t", table);
        try {
            ids(rows).write().format("iceberg").mode("append").save("t");
        } finally {
            SparkTableCache.get().remove("t");
        }
    }

    /** Files as a catalog names them, which has no hint of the version. */
    @Test
    void aTableOfACatalogIsItsNewestMetadata() throws IOException {
        Path path = table(0);
        assertThat(path.resolve("data")).doesNotExist();
        assertThat(read(path)).as("no rows, and so no folder of data").isEmpty();
        Table table = new HadoopTables(new Configuration()).load(path.toString());
        append(table, 2);
        append(table, 1);
        Path metadata = path.resolve("metadata");
        Files.delete(metadata.resolve("version-hint.text"));
        try (Stream<Path> files = Files.list(metadata)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".metadata.json")).toList()) {
                String number = file.getFileName().toString().replaceAll("\\D", "");
                Files.move(file, metadata.resolve("%05d-%s.metadata.json".formatted(Long.parseLong(number), "4f1c")));
            }
        }
        assertThat(read(path)).containsExactly("0", "0", "1");
        long first = table.history().get(0).snapshotId();
        assertThat(read(Path.of(path + "@" + first))).containsExactly("0", "1");
        assertThatThrownBy(() -> read(Path.of(path + "@12")))
                .hasMessage(path + ": has no version '12'; name a snapshot, a time, a branch or a tag of the table");
    }

    @Test
    void twoMetadataFilesThatMayBeTheNewestAreRefusedAndOneCanBeNamed() throws IOException {
        Path table = table(2);
        assertThat(read(table)).containsExactly("0", "1");
        Path metadata = table.resolve("metadata");
        Path other = Files.copy(metadata.resolve("v1.metadata.json"), metadata.resolve("00002-a.metadata.json"));
        assertThatThrownBy(() -> read(table))
                .hasMessageContaining("two of its metadata files may be the newest: ")
                .hasMessageContaining("v2.metadata.json")
                .hasMessageContaining("00002-a.metadata.json");
        assertThat(read(other, "iceberg")).isEmpty();
        assertThat(read(metadata.resolve("v2.metadata.json"), "iceberg")).containsExactly("0", "1");
    }

    @Test
    void aTableIsProfiledAtAVersion() throws IOException {
        Path path = table(2);
        Table table = new HadoopTables(new Configuration()).load(path.toString());
        append(table, 3);
        assertThat(profiled(path.toString())).isEqualTo(5);
        assertThat(profiled(path + "@" + table.history().get(0).snapshotId())).isEqualTo(2);
        Path csv = Files.writeString(folder.resolve("day@1.csv"), "id\n1\n");
        assertThat(profiled(csv.toString())).isEqualTo(1);
    }

    private static long profiled(String path) {
        return Profiler.open(LocalSpark.spark(), Input.of(path), List.of())
                .rows()
                .count();
    }

    @Test
    void whatIsNoTableSaysSo() throws IOException {
        Path broken = Files.createDirectories(folder.resolve("broken/metadata"));
        assertThatThrownBy(() -> read(folder.resolve("broken"), "iceberg"))
                .hasMessageContaining("is not an Iceberg table: it has no metadata/*.metadata.json");
        Files.writeString(broken.resolve("v1.metadata.json"), "{");
        assertThatThrownBy(() -> read(folder.resolve("broken"))).hasMessageContaining("cannot be read as iceberg: ");
    }

    @Test
    void aFolderThatIsCalledMetadataIsOneOfFiles() throws IOException {
        for (String name : List.of("metadata", "data")) {
            Files.createDirectories(folder.resolve("csv/" + name));
            Files.writeString(folder.resolve("csv/" + name + "/a.csv"), "id\n1\n");
        }
        assertThat(read(folder.resolve("csv"))).containsExactly("1", "1");
    }
}
