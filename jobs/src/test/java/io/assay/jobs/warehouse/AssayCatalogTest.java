package io.assay.jobs.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.definition.contract.DatasetName;
import io.assay.definition.project.Settings;
import io.assay.jobs.json.Json;
import io.assay.jobs.record.LineageEventWriter;
import io.assay.jobs.record.RunDetail;
import io.assay.jobs.record.RunLog;
import io.assay.jobs.record.RunRecord;
import io.assay.lineage.LineageEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.Table;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssayCatalogTest {
    @TempDir
    static Path folder;

    private static Warehouse warehouse;
    private static SparkSession spark;

    @BeforeAll
    static void open() {
        Settings settings = new Settings(
                "small",
                folder.resolve("warehouse").toString(),
                new Settings.CatalogSettings("jdbc", Optional.empty(), Optional.empty(), Map.of()),
                new Settings.Online("embedded", Optional.empty()),
                Optional.empty(),
                Settings.KeptFor.DEFAULT,
                Map.of());
        warehouse = Warehouse.of(settings);
        spark = Session.open(warehouse, Map.of(), Map.of("spark.master", "local[2]"));
    }

    @Test
    void aDatasetIsAnIcebergTableWithBranchesAndProcedures() {
        spark.sql("CREATE TABLE datasets.flights (carrier STRING) USING iceberg");
        spark.sql("INSERT INTO datasets.flights VALUES ('AA')");
        spark.sql("ALTER TABLE datasets.flights CREATE BRANCH run_1");
        spark.sql("INSERT INTO datasets.flights.branch_run_1 VALUES ('UA')");
        assertThat(spark.table("datasets.flights").count()).isEqualTo(1);

        spark.sql("CALL assay.system.fast_forward('datasets.flights', 'main', 'run_1')");

        assertThat(spark.table(Warehouse.dataset(new DatasetName("flights"))).count())
                .isEqualTo(2);
        Table table = Session.iceberg(spark).loadTable(IcebergTables.dataset(new DatasetName("flights")));
        assertThat(table.location()).isEqualTo(warehouse.root() + "/datasets/flights");
        assertThat(table.snapshots()).hasSize(2);
    }

    @Test
    void runsAreReadUnderTheirNamesAndOneRunIsOneCommit() {
        assertThat(spark.sql("SELECT * FROM assay.rules").count()).isZero();

        var json = Json.MAPPER.createObjectNode().put("run", "r1");
        RunDetail rule = RunDetail.rule("carrier.required", "carrier", "fail", 3L, json);
        Instant at = Instant.parse("2026-01-02T03:04:05Z");
        new RunLog(spark, warehouse)
                .write(new RunRecord("r1", "ingest", "flights", "published", at, 1.5, json, List.of(rule)));

        List<Row> rows = spark.sql("SELECT r.run, r.status, rules.rule, rules.violations FROM assay.runs r "
                        + "JOIN assay.rules USING (run)")
                .collectAsList();
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).mkString("|")).isEqualTo("r1|published|carrier.required|3");
        assertThat(new RunLog(spark, warehouse).status("r1")).contains("published");
    }

    @Test
    void lineageEventsAreReadFromTheirFiles() throws IOException {
        assertThat(spark.sql("SELECT * FROM assay.lineage").count()).isZero();
        UUID run = UUID.fromString("00000000-0000-0000-0000-00000000002a");
        String json =
                "{\"eventType\": \"START\", \"eventTime\": \"2026-01-02T03:04:05Z\", \"run\": {\"runId\": \"42\"}}\n";
        Instant at = Instant.parse("2026-01-02T03:04:05Z");

        new LineageEventWriter(warehouse, new Configuration())
                .send(new LineageEvent(run, LineageEvent.State.START, at, json));

        assertThat(folder.resolve("warehouse/assay/lineage/2026-01-02/1767323045000-" + run + "-START.json"))
                .hasContent(json.strip());
        Row event = spark.sql("SELECT at, event, run FROM assay.lineage").first();
        assertThat(event.mkString("|")).isEqualTo("2026-01-02 03:04:05.0|START|42");
    }

    @Test
    void anotherJavaIsRefusedBeforeSparkFailsOnIt() {
        assertThatThrownBy(() -> Session.checkJava(25))
                .hasMessageStartingWith("java: Spark 3.5 runs on Java 17, and this is Java 25 (")
                .hasMessageEndingWith("); set JAVA_HOME to a JDK 17");
    }

    @Test
    void aViewThatWasNotComputedIsNoTable() {
        assertThat(spark.catalog().tableExists("features.carrier_delays")).isFalse();
    }
}
