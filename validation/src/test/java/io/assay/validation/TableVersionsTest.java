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
import org.apache.spark.sql.Row;
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
