package io.assay.jobs.publication;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.contract.DatasetName;
import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import io.assay.jobs.warehouse.IcebergTables;
import io.assay.jobs.warehouse.Session;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that are too long for a file name, in columns by which a dataset is partitioned. */
class ShortPathsTest {
    private static final List<String> LONG = List.of(
            "x".repeat(300), "ü".repeat(100), "漢".repeat(90), "😀".repeat(70), "/".repeat(1000), "a b".repeat(90));

    @TempDir
    Path folder;

    private static String location(String... values) {
        Schema schema = new Schema(IntStream.range(0, values.length)
                .mapToObj(i -> Types.NestedField.optional(i + 1, "c" + i, Types.StringType.get()))
                .toList());
        PartitionSpec.Builder spec = PartitionSpec.builderFor(schema);
        IntStream.range(0, values.length).forEach(i -> spec.identity("c" + i));
        PartitionData partition = new PartitionData(spec.build().partitionType());
        IntStream.range(0, values.length).forEach(i -> partition.set(i, values[i]));
        return new ShortPaths("/w", Map.of()).newDataLocation(spec.build(), partition, "f.parquet");
    }

    @Test
    void aShortValueHasTheFolderThatIcebergGivesIt() {
        assertThat(location("Zürich", "a/b")).isEqualTo("/w/data/c0=Z%C3%BCrich/c1=a%2Fb/f.parquet");
    }

    @Test
    void aLongValueIsCutBetweenCharacters() {
        for (String value : LONG) {
            for (int i = 0; i < 3; i++) {
                String location = location("x".repeat(i) + value);

                assertThat(location).startsWith("/w/data/c0=").endsWith("/f.parquet");
                assertThat(location.length()).isBetween(200, 230);
                assertThat(URI.create(location).getPath()).isNotEmpty(); // no half of an encoded byte
            }
        }
    }

    @Test
    void severalLongValuesShareAPath() {
        String location = location(LONG.toArray(String[]::new));

        assertThat(location.length()).isLessThan(640);
        assertThat(location.chars().filter(c -> c == '/').count()).isEqualTo(LONG.size() + 3);
    }

    private TestProject project(String... custom) {
        return TestProject.in(folder).with("contracts/d.odcs.yaml", """
                apiVersion: v3.1.0
                kind: DataContract
                id: d
                version: 1.0.0
                status: active
                schema:
                  - name: d
                    customProperties:
                      - {property: partitioning, value: [city, "truncate(280, note)", "bucket(2, note)"]}
                      %s
                    properties:
                      - {name: id, logicalType: integer, primaryKey: true}
                      - {name: city, logicalType: string, primaryKey: true}
                      - {name: note, logicalType: string, primaryKey: true}
                """.formatted(String.join("\n      ", custom)));
    }

    /** A batch of long values and one row of short ones; its ids begin with {@code first}. */
    private static void publish(TestProject project, int first) {
        List<String> lines = new ArrayList<>(List.of("id,city,note"));
        for (int i = 0; i < LONG.size(); i++) {
            lines.add("%d,%s,%s".formatted(first + i, LONG.get(i), LONG.get(LONG.size() - 1 - i)));
        }
        lines.add((first + LONG.size()) + ",Bern,short");
        String input = project.file("in/%d.csv".formatted(first), lines.toArray(String[]::new));
        Ended ended = project.report("ingest", "d", "--input", input);
        assertThat(ended.status()).as(ended.out() + ended.err()).isEqualTo("published");
        assertThat(ended.rows("published")).isEqualTo(LONG.size() + 1);
    }

    private static long count(TestProject project, String where) {
        return project.sql("SELECT count(*) FROM datasets.d WHERE " + where)
                .first()
                .getLong(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{property: writeMode, value: append} | {property: maxQuarantined, value: 0} | 2",
                "{property: writeMode, value: upsert} | {property: orderBy, value: id} | 2",
                "{property: writeMode, value: replace} | {property: replaceBy, value: partition} | 1"
            })
    void everyWayOfWritingPublishesThem(String mode, String more, int each) {
        TestProject project = project("- " + mode, "- " + more);
        publish(project, 100);
        publish(project, 200);

        for (int i = 0; i < LONG.size(); i++) {
            assertThat(count(project, "city = '%s'".formatted(LONG.get(i)))).isEqualTo(each);
        }
        assertThat(count(project, "id >= 0")).isEqualTo(each * (LONG.size() + 1L));
    }

    @Test
    void valuesThatMeanSomethingInPathsArePartitionsToo() {
        TestProject project = project("- {property: maxQuarantined, value: 0}");
        List<String> odd =
                List.of("..", ".", "a/../b", "a%00b", "a=b", "a?b#c", " ", "__HIVE_DEFAULT_PARTITION__", "null");
        List<String> lines = new ArrayList<>(List.of("id,city,note"));
        odd.forEach(value -> lines.add("%d,%s,%s".formatted(lines.size(), value, value)));

        Ended ended = project.report("ingest", "d", "--input", project.file("in.csv", lines.toArray(String[]::new)));

        assertThat(ended.rows("published")).as(ended.out() + ended.err()).isEqualTo(odd.size());
        for (String value : odd) {
            assertThat(count(project, "city = '%s'".formatted(value))).isEqualTo(1);
        }
    }

    @Test
    void filesAreWrittenTogetherAndTheTableKeepsItsProperties() {
        TestProject project = project("- {property: pin, value: {fileSize: 1MB}}");
        for (int i = 0; i < 5; i++) {
            publish(project, i * 100);
        }
        Table table = Session.iceberg(project.spark()).loadTable(IcebergTables.dataset(new DatasetName("d")));
        assertThat(table.properties()).doesNotContainKey("write.location-provider.impl");

        Ended maintained = project.report("maintain", "d");

        assertThat(maintained.exit()).as(maintained.out() + maintained.err()).isZero();
        assertThat(maintained.out()).contains("\"compacted\":35");
        assertThat(count(project, "id >= 0")).isEqualTo(5L * (LONG.size() + 1));
    }
}
