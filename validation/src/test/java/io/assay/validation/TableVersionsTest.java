package io.assay.validation;

import static io.assay.validation.TestContract.LONG;
import static io.assay.validation.TestContract.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.validation.source.Input;
import io.assay.validation.source.SourceTable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.deletes.EqualityDeleteWriter;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions of Delta and Iceberg tables, and tables whose files are not the rows alone. */
class TableVersionsTest {
    private static final TestContract CONTRACT =
            TestContract.of("t").required("id", LONG).with("a.b", STRING);

    @TempDir
    Path folder;

    private static List<Row> sql(String query) {
        return LocalSpark.spark().sql(query).collectAsList();
    }

    private static List<String> read(String table, Optional<String> format) {
        return GatedBatch.of(CONTRACT, new Input(List.of(table), format, Map.of())).published().stream()
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "name", "id"})
    void deltaIsReadAtAVersionWithColumnMappingAndDeletionVectors(String mapping) {
        String path = folder.resolve("d").toString();
        sql(
                "CREATE TABLE delta.`%s` (id BIGINT, %s STRING) USING delta TBLPROPERTIES ('delta.enableDeletionVectors' = 'true'%s)"
                        .formatted(
                                path,
                                mapping.equals("none") ? "`a_b`" : "`a.b`",
                                mapping.equals("none")
                                        ? ""
                                        : ", 'delta.columnMapping.mode' = '%s'".formatted(mapping)));
        sql("INSERT INTO delta.`%s` SELECT id, CAST(id AS STRING) FROM range(0, 4, 1, 1)".formatted(path));
        sql("DELETE FROM delta.`%s` WHERE id = 2".formatted(path));
        boolean mapped = !mapping.equals("none");
        assertThat(read(path, Optional.empty()))
                .isEqualTo(mapped ? List.of("0|0", "1|1", "3|3") : List.of("0|null", "1|null", "3|null"));
        assertThat(read(path + "@1", Optional.empty())).hasSize(4);
        assertThat(read(path + "@1", Optional.of("delta"))).hasSize(4);
        if (mapped) {
            sql("ALTER TABLE delta.`%s` RENAME COLUMN `a.b` TO c".formatted(path));
            assertThat(read(path, Optional.empty())).containsExactly("0|null", "1|null", "3|null");
        }
        assertThatThrownBy(() -> read(path + "@99", Optional.empty()))
                .hasMessageContaining("cannot be read as delta: ");
        assertThatThrownBy(() -> read(path + "@main", Optional.empty()))
                .hasMessage(
                        path
                                + ": has no version 'main'; write a version, such as @12, or a time, such as @2026-01-31T00:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "3"})
    void icebergIsReadAtASnapshotATimeOrATagWithPositionDeletes(String version) {
        String table = "ice.db.versions" + version;
        sql("DROP TABLE IF EXISTS " + table);
        sql(
                "CREATE TABLE %s (id BIGINT, `a.b` STRING) USING iceberg TBLPROPERTIES ('format-version' = '%s', 'write.delete.mode' = 'merge-on-read')"
                        .formatted(table, version));
        sql("INSERT INTO %s SELECT id, CAST(id AS STRING) FROM range(0, 4, 1, 1)".formatted(table));
        sql("ALTER TABLE %s CREATE TAG first".formatted(table));
        sql("DELETE FROM %s WHERE id = 2".formatted(table));
        List<Row> snapshots =
                sql("SELECT snapshot_id, committed_at FROM %s.snapshots ORDER BY committed_at".formatted(table));
        Optional<String> iceberg = Optional.of("iceberg");
        assertThat(read(table, iceberg)).containsExactly("0|0", "1|1", "3|3");
        assertThat(read(table + "@" + snapshots.get(0).getLong(0), iceberg)).hasSize(4);
        assertThat(read(table + "@first", iceberg)).hasSize(4);
        Instant between = snapshots.get(1).getTimestamp(1).toInstant().minusMillis(1);
        assertThat(read(table + "@" + between, iceberg)).hasSize(4);
        assertThatThrownBy(() -> read(table + "@nothing", iceberg))
                .hasMessage(
                        table + ": has no version 'nothing'; name a snapshot, a time, a branch or a tag of the table");
        assertThatThrownBy(() -> read(table + "@2001-01-01T00:00:00Z", iceberg))
                .hasMessage(table
                        + ": has no version '2001-01-01T00:00:00Z'; its first snapshot is newer: name a later time");
    }

    /** As Flink writes them: rows are deleted by the values of a column, those of earlier commits only. */
    @ParameterizedTest
    @ValueSource(strings = {"parquet", "avro", "orc"})
    void icebergIsReadWithEqualityDeletes(String format) throws Exception {
        String name = "ice.db.equality_" + format;
        sql("DROP TABLE IF EXISTS " + name);
        sql(
                "CREATE TABLE %s (id BIGINT, `a.b` STRING) USING iceberg TBLPROPERTIES ('format-version' = '2', 'write.format.default' = '%s')"
                        .formatted(name, format));
        sql("INSERT INTO %s SELECT id, CAST(id AS STRING) FROM range(0, 4, 1, 1)".formatted(name));
        sql("INSERT INTO %s VALUES (NULL, 'none'), (2, 'second')".formatted(name));
        deleteEqual(name, FileFormat.fromString(format), 2L, null);
        sql("INSERT INTO %s VALUES (2, 'later')".formatted(name));
        deleteEqual(name, FileFormat.fromString(format), 3L);
        List<Row> snapshots = sql("SELECT snapshot_id FROM %s.snapshots ORDER BY committed_at".formatted(name));
        Optional<String> iceberg = Optional.of("iceberg");
        GatedBatch gated = GatedBatch.of(CONTRACT, new Input(List.of(name), iceberg, Map.of()));
        assertThat(gated.published()).containsExactlyInAnyOrder("0|0", "1|1", "2|later");
        assertThat(gated.quarantined()).isEmpty();
        assertThat(read(name + "@" + snapshots.get(2).getLong(0), iceberg)).containsExactly("0|0", "1|1", "3|3");
        GatedBatch before = GatedBatch.of(
                CONTRACT, new Input(List.of(name + "@" + snapshots.get(1).getLong(0)), iceberg, Map.of()));
        assertThat(before.published()).containsExactlyInAnyOrder("0|0", "1|1", "2|2", "3|3", "2|second");
        assertThat(before.reasons()).as("the row without id is there").containsExactly("id.required=null");
    }

    private static void deleteEqual(String name, FileFormat format, @Nullable Long... ids) throws Exception {
        Table table = Spark3Util.loadIcebergTable(LocalSpark.spark(), name);
        Schema key = table.schema().select("id");
        int id = table.schema().findField("id").fieldId();
        OutputFileFactory files =
                OutputFileFactory.builderFor(table, 1, 1).format(format).build();
        EqualityDeleteWriter<Record> writer = new GenericFileWriterFactory.Builder(table)
                .deleteFileFormat(format)
                .equalityFieldIds(new int[] {id})
                .equalityDeleteRowSchema(key)
                .build()
                .newEqualityDeleteWriter(files.newOutputFile(), table.spec(), null);
        try (writer) {
            for (@Nullable Long one : ids) {
                GenericRecord row = GenericRecord.create(key);
                row.setField("id", one);
                writer.write(row);
            }
        }
        table.newRowDelta().addDeletes(writer.toDeleteFile()).commit();
    }

    @Test
    void aTableIsKnownByItsFormatWhoeverNamesIt() {
        String path = folder.resolve("a@1").toString();
        LocalSpark.spark().sql("SELECT 1L AS id").write().format("delta").save(path);
        Gate gate = Gate.of(CONTRACT.dataset());
        assertThat(gate.read(LocalSpark.spark(), Input.of(path)).tables())
                .containsExactly(new SourceTable(path, "delta", Optional.empty()));
        assertThat(gate.read(LocalSpark.spark(), Input.of(path + "@0")).tables())
                .containsExactly(new SourceTable(path, "delta", Optional.of("versionAsOf=0")));
    }
}
