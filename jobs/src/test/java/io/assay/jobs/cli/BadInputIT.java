package io.assay.jobs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user can get wrong: one clear message, the right exit code, no stack trace, and nothing changed. */
class BadInputIT {
    private static final String HEADER = "order_id,customer,ordered_at,amount\n";

    @TempDir
    static Path folder;

    private static TestProject shop;
    private String before = "";

    @BeforeAll
    static void publishOneBatch() throws IOException {
        shop = TestProject.in(folder.resolve("shop"));
        Files.delete(shop.folder().resolve("assay.yaml"));
        assertThat(shop.run("init", shop.folder().toString()).exit()).isZero();
        Ended first = ingest("data/orders.csv");
        assertThat(first.exit()).as(first.err()).isZero();
    }

    @BeforeEach
    void rememberWhatIsPublished() {
        before = published();
    }

    @AfterEach
    void nothingIsLostAndNothingHalfPublished() {
        assertThat(published()).isEqualTo(before);
    }

    @Test
    void aFileThatIsNotThereIsTheDatasFault() {
        assertReports(ingest("nowhere.csv"), 1, "nowhere.csv");
    }

    @Test
    void aFileThatCannotBeReadIsWorthARetry() throws IOException {
        Path file = shop.with("locked.csv", HEADER + "o50,c1,2026-01-03T09:15:00Z,1\n")
                .folder()
                .resolve("locked.csv");
        assumeFalse(!file.toFile().setReadable(false) || Files.isReadable(file), "this user reads every file");
        assertReports(ingest("locked.csv"), 3, "locked.csv");
    }

    @Test
    void aFileSystemWhoseJarsAreNotThereIsWrongUsage() {
        assertReports(
                shop.run("ingest", "orders", "--input", "s3a://raw/orders.csv"),
                2,
                "S3AFileSystem not found; add its jars");
    }

    @Test
    void aHostThatDoesNotAnswerIsWorthARetry() {
        Ended unreachable = shop.run("ingest", "orders", "--input", "hdfs://nowhere.invalid:8020/orders.csv");
        assertThat(unreachable.err()).contains("hdfs://nowhere.invalid:8020/orders.csv: cannot be looked at: ");
        assertThat(unreachable.exit()).as(unreachable.err()).isEqualTo(3);
    }

    @Test
    void aPathThroughAFileIsTheDatasFault() {
        assertReports(ingest("data/orders.csv/more.csv"), 1, "data/orders.csv/more.csv");
    }

    @Test
    void aFileThatIsCutOffIsTheDatasFault() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write((HEADER + "o60,c1,2026-01-03T09:15:00Z,1\n".repeat(500)).getBytes(UTF_8));
        }
        Files.write(shop.folder().resolve("cut.csv.gz"), Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
        assertReports(ingest("cut.csv.gz"), 1, "cut.csv.gz");
    }

    @Test
    void raggedRowsAreQuarantinedAndTheRestGoesOn() {
        shop.with(
                "ragged.csv", HEADER + "o70,c1,2026-01-03T09:15:00Z\no71,c1,2026-01-03T09:15:00Z,1\no72,c1,x,1,2,3\n");
        Ended ragged = ingest("ragged.csv", "--dry-run", "--json");
        assertThat(ragged.exit()).as(ragged.err()).isZero();
        assertThat(ragged.json().at("/rows/passed").asLong()).isEqualTo(1);
        assertThat(ragged.json().at("/rows/quarantined").asLong()).isEqualTo(2);
        assertThat(ragged.out()).contains("row.malformed");
    }

    @Test
    void anEmptyFileAndAHeaderAloneAreNothingNewWithAWarning() {
        shop.with("empty.csv", "");
        Ended empty = ingest("empty.csv", "--json");
        assertThat(empty.exit()).as(empty.err()).isZero();
        assertThat(empty.json().path("status").asText()).isEqualTo("nothing_new");
        assertThat(empty.out() + empty.err()).contains("empty.csv");

        shop.with("header.csv", HEADER);
        Ended header = ingest("header.csv", "--json");
        assertThat(header.exit()).as(header.err()).isZero();
        assertThat(header.json().path("status").asText()).isEqualTo("nothing_new");
    }

    @Test
    void aFileOfAnotherFormatIsTheDatasFault() {
        assertReports(ingest("data/orders.csv", "--format", "parquet", "--again"), 1, "orders.csv");
    }

    @Test
    void aFormatThatThereIsNotIsWrongUsage() {
        assertReports(ingest("data/orders.csv", "--format", "xlsx"), 2, "xlsx");
    }

    @Test
    void aRequiredColumnThatIsMissingIsTheDatasFault() {
        shop.with("short.csv", "order_id,ordered_at,amount\no51,2026-01-03T09:15:00Z,1\n");
        assertReports(ingest("short.csv"), 1, "customer");
    }

    @Test
    void aDatasetThatThereIsNotIsWrongUsage() {
        assertReports(shop.run("ingest", "parcels", "--input", path("data/orders.csv")), 2, "parcels");
    }

    @Test
    void malformedYamlIsReportedWithItsLine() throws IOException {
        TestProject broken = copy("broken").with("views/broken.yaml", "view: broken\nsource: {dataset: orders\n");
        assertReports(broken.run("compute"), 1, "views/broken.yaml:");
    }

    @Test
    void anUnknownKeyIsReportedWithItsLine() throws IOException {
        TestProject odd = copy("odd").with("assay.yaml", "assay: 1\nproject: odd\nwarehous: here\n");
        assertReports(odd.run("compute"), 1, "assay.yaml:3: warehous");
    }

    @Test
    void aViewOnAnUnknownDatasetIsReported() throws IOException {
        TestProject project = copy("dangling").with("views/parcels.yaml", """
                        view: parcels
                        entity: customer
                        source: {dataset: parcels, event_time: sent_at}
                        window:
                          - {name: sent_7d, aggregate: count, over: 7d}
                        """);
        assertReports(project.run("compute"), 1, "parcels");
    }

    @Test
    void labelsWithoutAJoinKeyAreTheDatasFault() {
        assertThat(shop.run("compute").exit()).isZero();
        shop.with("labels.csv", "event_timestamp,late\n2026-01-30T00:00:00Z,true\n");
        Ended ended =
                shop.run("training-set", "customer_model", "--labels", path("labels.csv"), "--output", path("set.csv"));
        assertReports(ended, 1, "customer");
        assertThat(shop.folder().resolve("set.csv")).doesNotExist();
    }

    @Test
    void aWarehouseThatCannotBeWrittenIsWorthARetry() throws IOException {
        TestProject project =
                copy("unwritable").with("assay.yaml", "assay: 1\nproject: unwritable\nwarehouse: data/orders.csv\n");
        assertReports(
                project.run("ingest", "orders", "--input", path("data/orders.csv")),
                3,
                "data/orders.csv: cannot be written");
    }

    @Test
    void aWarehouseBelowAFileIsWorthARetry() throws IOException {
        TestProject project =
                copy("below").with("assay.yaml", "assay: 1\nproject: below\nwarehouse: data/orders.csv/warehouse\n");
        assertReports(
                project.run("ingest", "orders", "--input", path("data/orders.csv")),
                3,
                "data/orders.csv/warehouse: cannot be written");
        assertReports(
                project.run("compute"), 3, "make it writable, or name another one under 'warehouse' in assay.yaml");
    }

    @Test
    void sqlTakesOnlyQueriesThatItCanRead() {
        assertReports(shop.run("sql", "DELETE FROM datasets.orders"), 2, "is not part of a query that only reads");
        assertReports(
                shop.run("sql", "WITH o AS (SELECT 1) INSERT INTO datasets.orders SELECT * FROM o"),
                2,
                "is not part of a query that only reads");
        assertReports(
                shop.run("sql", "CALL assay.system.rollback_to_snapshot('datasets.orders', 1)"),
                2,
                "is not part of a query that only reads");
        assertReports(shop.run("sql", "SELEC 1"), 2, "query: ");
        assertReports(shop.run("sql", "SELECT * FROM datasets.parcels"), 2, "parcels");
        assertReports(shop.run("sql", "SELECT raise_error('no such luck')"), 2, "query: no such luck; ");
        assertReports(shop.run("sql", "SELECT element_at(array(1), 0)"), 2, "The index 0 is invalid");
    }

    private static Ended ingest(String file, String... more) {
        String[] words = new String[4 + more.length];
        words[0] = "ingest";
        words[1] = "orders";
        words[2] = "--input";
        words[3] = path(file);
        System.arraycopy(more, 0, words, 4, more.length);
        return shop.run(words);
    }

    private static String path(String file) {
        return shop.folder().resolve(file).toString();
    }

    private static String published() {
        Ended orders = shop.run("sql", "SELECT * FROM datasets.orders ORDER BY order_id", "--json");
        Ended held = shop.run("sql", "SELECT * FROM quarantine.orders ORDER BY id", "--json");
        return orders.out() + held.out();
    }

    private static TestProject copy(String name) throws IOException {
        TestProject project = TestProject.in(folder.resolve(name));
        Files.delete(project.folder().resolve("assay.yaml"));
        assertThat(project.run("init", project.folder().toString()).exit()).isZero();
        return project;
    }

    private static void assertReports(Ended ended, int exit, String words) {
        assertThat(ended.err() + ended.out()).contains(words).doesNotContain("\tat ", "Exception");
        assertThat(ended.exit()).as(ended.err()).isEqualTo(exit);
    }
}
