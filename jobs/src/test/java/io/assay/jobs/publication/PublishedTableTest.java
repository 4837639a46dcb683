package io.assay.jobs.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.definition.contract.WriteMode;
import io.assay.definition.project.Settings;
import io.assay.jobs.warehouse.Session;
import io.assay.jobs.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.DistributionMode;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.expressions.Expressions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedTableTest {
    @TempDir
    static Path folder;

    private static SparkSession spark;
    private static Warehouse warehouse;

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
    void readersSeeABatchOnlyOnceItIsPublishedAndThenItsBranchIsGone() throws Exception {
        PublishedTable table = table("first");
        StagedBatch staged = stage(table, "a", rows(0, 3));

        assertThat(staged.added()).isEqualTo(3);
        assertThat(spark.table("datasets.first").count()).isZero();
        assertThat(table.staged("a")).contains(staged);

        PublishedBatch published = table.publish(staged, Map.of("assay.contract", "1"));

        assertThat(spark.table("datasets.first").count()).isEqualTo(3);
        assertThat(published.sequence()).isEqualTo(1);
        assertThat(table.publication("a")).contains(published);
        assertThat(table.staged("a")).isEmpty();
        assertThat(table.property("assay.contract")).contains("1");
    }

    @Test
    void aSnapshotsTotalsAreOfTheCompleteTable() throws Exception {
        PublishedTable table = table("totals");
        table.publish(stage(table, "a", rows(0, 3)), Map.of());
        PublishedBatch second = table.publish(stage(table, "b", rows(3, 5)), Map.of());

        assertThat(second.summary()).containsEntry("total-records", "5");
        try (RunLease lease = lease("c");
                WrittenFiles files = table.write(rows(5, 9), WriteMode.REPLACE, DistributionMode.HASH, lease)) {
            StagedBatch staged = table.stageInPlaceOf(Expressions.alwaysTrue(), lease, table.base(), files, Map.of());
            assertThat(table.publish(staged, Map.of()).summary()).containsEntry("total-records", "4");
        }
    }

    @Test
    void whoIsOvertakenIsNotPublishedAndFindsItsFilesOnANewBranch() throws Exception {
        PublishedTable table = table("race");
        StagedBatch slow = stage(table, "slow", rows(0, 3));
        table.publish(stage(table, "quick", rows(3, 5)), Map.of());

        assertThatThrownBy(() -> table.publish(slow, Map.of())).isInstanceOf(MainMovedException.class);
        PublishedBatch published = table.publish(table.restage(slow, Optional.empty()), Map.of());

        assertThat(published.sequence()).isEqualTo(2);
        assertThat(spark.table("datasets.race").count()).isEqualTo(5);
    }

    @Test
    void aBranchThatAnotherProcessTookIsNotPublished() throws Exception {
        PublishedTable table = table("taken");
        StagedBatch mine = stage(table, "same", rows(0, 3));
        StagedBatch theirs = stage(table, "same", rows(0, 3));

        assertThatThrownBy(() -> table.publish(mine, Map.of()))
                .hasMessageContaining("another process works on run same");
        table.publish(theirs, Map.of());

        assertThat(spark.table("datasets.taken").count()).isEqualTo(3);
    }

    @Test
    void aNewColumnAndAWiderTypeComeWithTheBatchThatBringsThem() throws Exception {
        PublishedTable table = table("wider");
        table.publish(
                stage(
                        table,
                        "a",
                        rows(0, 2).withColumn("id", functions.col("id").cast("int"))),
                Map.of());
        Dataset<Row> wider = rows(2, 4).withColumn("later", functions.lit("new"));

        try (RunLease lease = lease("b");
                WrittenFiles files = table.write(wider, WriteMode.APPEND, DistributionMode.HASH, lease)) {
            assertThat(files.after().where("later = 'new'").count()).isEqualTo(2);
            assertThat(files.after().count()).isEqualTo(4);
            StagedBatch staged = table.stage(lease, table.base(), files, Map.of());
            assertThat(spark.table("datasets.wider").columns()).containsExactly("id", "run");
            table.publish(staged, Map.of());
        }

        assertThat(spark.table("datasets.wider").columns()).containsExactly("id", "run", "later");
        assertThat(spark.table("datasets.wider")
                        .where("later = 'new' AND id >= 2")
                        .count())
                .isEqualTo(2);
        assertThat(spark.table("datasets.wider").count()).isEqualTo(4);
    }

    @Test
    void aBatchMayReplaceWhatIsThere() throws Exception {
        PublishedTable table = table("replaced");
        table.publish(stage(table, "a", rows(0, 5)), Map.of());

        try (RunLease lease = lease("b");
                WrittenFiles files = table.write(rows(7, 9), WriteMode.REPLACE, DistributionMode.HASH, lease)) {
            assertThat(files.after().count()).isEqualTo(2);
            StagedBatch staged = table.stageInPlaceOf(Expressions.alwaysTrue(), lease, table.base(), files, Map.of());
            assertThat(staged.added()).isEqualTo(2);
            assertThat(spark.table("datasets.replaced").count()).isEqualTo(5);
            table.publish(staged, Map.of());
        }

        assertThat(spark.table("datasets.replaced").count()).isEqualTo(2);
    }

    @Test
    void whatIsNotPublishedIsRemovedWithItsBranchAndWhatIsPublishedStays() throws Exception {
        PublishedTable table = table("dropped");
        RunLease first = lease("first");
        try (WrittenFiles files = table.write(rows(0, 3), WriteMode.APPEND, DistributionMode.HASH, first)) {
            table.publish(table.stage(first, table.base(), files, Map.of()), Map.of());
        }
        List<String> published = files(table);
        RunLease second = lease("second");
        try (WrittenFiles files = table.write(rows(3, 9), WriteMode.APPEND, DistributionMode.HASH, second)) {
            assertThat(files.rows()).isEqualTo(6);
            table.stage(second, table.base(), files, Map.of());
        }
        assertThat(files(table)).hasSizeGreaterThan(published.size());
        table.removeLeftOvers("second", second.token());
        assertThat(table.staged("second")).isEmpty();
        table.removeLeftOvers("first", first.token());
        assertThat(files(table)).isEqualTo(published);
        assertThat(spark.table("datasets.dropped").count()).isEqualTo(3);
    }

    @Test
    void aTableWithoutRowsTakesOtherTypesAlsoInItsPartitions() {
        TableIdentifier name = TableIdentifier.of("datasets", "retyped");
        DatasetTables tables = new DatasetTables(spark);
        tables.findOrMake(name, StructType.fromDDL("id BIGINT, v BIGINT"), List.of("bucket(4, v)", "id"));
        StructType columns = StructType.fromDDL("id BIGINT, v DATE");

        tables.findOrMake(name, columns, List.of("days(v)")).retypeUnused(columns);

        PublishedTable table = new DatasetTables(spark).find(name).orElseThrow();
        assertThat(table.partitioning()).containsExactly("id");
        assertThat(spark.table("datasets.retyped")
                        .schema()
                        .apply("v")
                        .dataType()
                        .sql())
                .isEqualTo("DATE");
    }

    @Test
    void aRunHasOneLeaseAtATimeAndADeadProcessHasNone() {
        RunLeases leases = new RunLeases(leaseFolder());
        try (RunLease lease = leases.take("once", "dataset once", Instant.EPOCH, line -> {})) {
            assertThat(leases.tryTake(lease.run(), "dataset once", Instant.EPOCH))
                    .isEmpty();
            assertThat(leases.tryTake("other", "dataset once", Instant.EPOCH)).isPresent();
            assertThat(leases.tryTake("once_2", "dataset once", Instant.EPOCH)).isPresent();
            assertThat(leaseFolder().of("once")).extracting(LeaseDocument::run).containsExactly("once");
        }
        assertThat(leases.tryTake("once", "dataset once", Instant.EPOCH)).isPresent();
        ProcessIdentity own = ProcessIdentity.ofThisProcess();
        ProcessIdentity dead =
                new ProcessIdentity(own.host(), own.pid(), own.started().minusSeconds(1));
        leaseFolder().write(new LeaseDocument("token", "dead", "dataset dead", Instant.EPOCH, dead));
        assertThat(leases.dead("dataset dead")).extracting(DeadRun::run).containsExactly("dead");
        assertThat(leases.tryTake("dead", "dataset dead", Instant.EPOCH)).isPresent();
    }

    /** All files of a table but for its metadata documents, which Iceberg keeps for a while. */
    private static List<String> files(PublishedTable table) throws IOException {
        try (Stream<Path> all = Files.walk(Path.of(table.location()))) {
            return all.map(Path::toString)
                    .filter(file -> file.endsWith(".parquet") || file.endsWith(".avro"))
                    .sorted()
                    .toList();
        }
    }

    private static LeaseFolder leaseFolder() {
        return new LeaseFolder(warehouse, spark.sessionState().newHadoopConf());
    }

    @Test
    void filesOfFewRowsHaveSmallPagesAndTheTableKeepsItsOwnSetting() throws Exception {
        PublishedTable table = table("pages");
        try (RunLease lease = lease("a");
                WrittenFiles files = table.writeSmall(rows(0, 5_000).coalesce(1), DistributionMode.NONE, lease);
                ParquetFileReader file = ParquetFileReader.open(HadoopInputFile.fromPath(
                        new org.apache.hadoop.fs.Path(files.files().get(0).location()), new Configuration()))) {
            ColumnChunkMetaData ids =
                    file.getFooter().getBlocks().get(0).getColumns().get(0);
            assertThat(file.readOffsetIndex(ids).getPageCount()).isEqualTo(3);
        }
        assertThat(table.property(TableProperties.PARQUET_PAGE_ROW_LIMIT)).isEmpty();
    }

    @Test
    void manifestsAreMergedInTheCommitOfABatchOnly() throws Exception {
        PublishedTable table = table("manifests");
        spark.sql("ALTER TABLE datasets.manifests SET TBLPROPERTIES ('commit.manifest.min-count-to-merge' = '2')");
        table.publish(stage(table, "a", rows(0, 3)), Map.of());
        RunLease lease = lease("b");

        try (WrittenFiles files = table.write(rows(3, 5), WriteMode.APPEND, DistributionMode.HASH, lease)) {
            Path metadata =
                    folder.resolve("warehouse/datasets/manifests/metadata").resolve(lease.token());
            try (Stream<Path> written = Files.list(metadata)) {
                assertThat(written.filter(file -> file.toString().matches(".*-m\\d+\\.avro")))
                        .hasSize(1);
            }
            assertThat(files.after().count()).isEqualTo(5);
            PublishedBatch published = table.publish(table.stage(lease, table.base(), files, Map.of()), Map.of());
            assertThat(published.summary()).containsEntry("manifests-created", "1");
        }

        assertThat(spark.sql("SELECT * FROM datasets.manifests.manifests").count())
                .isEqualTo(1);
        assertThat(spark.table("datasets.manifests").count()).isEqualTo(5);
    }

    private static RunLease lease(String run) {
        return new RunLeases(leaseFolder()).take(run, "tests", Instant.EPOCH, line -> {});
    }

    private static PublishedTable table(String name) {
        return new DatasetTables(spark)
                .findOrMake(
                        TableIdentifier.of("datasets", name), StructType.fromDDL("id BIGINT, run STRING"), List.of());
    }

    private static StagedBatch stage(PublishedTable table, String run, Dataset<Row> rows) throws MainMovedException {
        try (RunLease lease = lease(run);
                WrittenFiles files = table.write(rows, WriteMode.APPEND, DistributionMode.HASH, lease)) {
            return table.stage(lease, table.base(), files, Map.of());
        }
    }

    private static Dataset<Row> rows(long from, long to) {
        return spark.range(from, to).withColumn("run", functions.lit("r"));
    }
}
