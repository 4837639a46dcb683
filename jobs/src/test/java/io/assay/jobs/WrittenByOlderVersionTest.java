package io.assay.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.jobs.TestProject.Ended;
import io.assay.jobs.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** Commands work on a warehouse that version 0.1 wrote, and answer as that version did. */
final class WrittenByOlderVersionTest {
    private static final Path GOLDEN = Path.of("../warehouse/src/test/golden/written-by-0.1");
    /** Where it was written: Iceberg's metadata has absolute paths. */
    private static final Path FOLDER = Path.of("/tmp/assay-0.1");

    @Test
    void whatItHoldsIsReadAndGoesOn() throws Exception {
        Path lockFile = FOLDER.resolveSibling("assay-0.1.lock");
        try (FileChannel lock = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock(); // another build on this machine may be reading it
            delete();
            unpack();
            TestProject project = TestProject.at(FOLDER.resolve("project"));
            explainAnswersTheSame(project);
            runsAreListed(project);
            quarantineAndStatusAreRead(project);
            computeGoesOnWhereItStopped(project);
            aBatchOfAgainIsNothingNew(project);
            delete();
        }
    }

    private static void explainAnswersTheSame(TestProject project) throws IOException {
        String[] at = {"--at", "2024-03-04T12:00:00Z"};
        assertSameOrigin(
                project.report("explain", "shop", "spent_7d", "customer=1", at[0], at[1]), "explain-window.json");
        assertSameOrigin(project.report("explain", "shop", "fee", "product=tea", at[0], at[1]), "explain-latest.json");
    }

    private static void assertSameOrigin(Ended ended, String golden) throws IOException {
        assertThat(ended.exit()).as(ended.err()).isZero();
        JsonNode was = golden(golden).path("values").path(0);
        JsonNode is = ended.json().path("values").path(0);
        for (String field :
                List.of("value", "status", "view_version", "event_time", "tiles", "feature_table", "runs")) {
            assertThat(is.path(field)).as(field).isEqualTo(was.path(field));
        }
    }

    private static void runsAreListed(TestProject project) throws IOException {
        Map<String, JsonNode> was = new LinkedHashMap<>();
        for (JsonNode entry : golden("runs-list.json").path("runs")) {
            was.putIfAbsent(entry.path("run").asText(), entry); // that version listed older entries of a run too
        }
        assertThat(project.report("runs", "list").json().path("runs")).containsExactlyElementsOf(was.values());
        JsonNode shown = project.report("runs", "show", "monday").json();
        assertThat(shown.path("contract").path("id").asText()).isEqualTo("shop-orders");
        assertThat(shown.path("rules").size()).isPositive();
    }

    private static void quarantineAndStatusAreRead(TestProject project) throws IOException {
        assertThat(project.report("quarantine", "list", "orders").json().path("runs"))
                .isEqualTo(golden("quarantine-list.json").path("runs"));
        JsonNode status = project.report("status").json();
        assertThat(status.path("datasets").path(0).path("rows").asInt()).isEqualTo(102);
        assertThat(status.path("views").path(0).path("behind").asInt()).isEqualTo(1);
        assertThat(status.path("views").path(0).path("live").asText()).isEqualTo("a3f18540");
    }

    private static void computeGoesOnWhereItStopped(TestProject project) {
        Ended computed = project.report("compute");
        assertThat(computed.exit()).as(computed.err()).isZero();
        JsonNode views = computed.json().path("views");
        assertThat(views).hasSize(2).allSatisfy(view -> {
            assertThat(view.path("status").asText()).isEqualTo("computed");
            assertThat(view.path("rows").path("read").asInt()).isEqualTo(2);
        });
        assertThat(project.rows("SELECT count(*) FROM features.product_price")).containsExactly("[102]");
        assertThat(project.report("compute").json().path("views"))
                .allSatisfy(view -> assertThat(view.path("status").asText()).isEqualTo("nothing_new"));
    }

    private static void aBatchOfAgainIsNothingNew(TestProject project) {
        String monday = FOLDER.resolve("project/data/monday.csv").toString();
        Ended again = project.report("ingest", "orders", "--input", monday, "--run-id", "monday");
        assertThat(again.status()).as(again.err()).isEqualTo("nothing_new");
        String thursday = FOLDER.resolve("project/data/thursday.csv").toString();
        Ended more = project.report("ingest", "orders", "--input", thursday, "--run-id", "thursday");
        assertThat(more.status()).as(more.err()).isEqualTo("published");
        assertThat(more.rows("published")).isEqualTo(25);
    }

    private static JsonNode golden(String name) throws IOException {
        return Json.MAPPER.readTree(Files.readString(GOLDEN.resolve(name)));
    }

    private static void unpack() throws IOException {
        try (InputStream in = Files.newInputStream(GOLDEN.resolve("warehouse.zip"));
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = FOLDER.resolve(entry.getName()).normalize();
                assertThat(file.startsWith(FOLDER)).isTrue();
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(zip, file);
                }
            }
        }
    }

    private static void delete() throws IOException {
        if (Files.exists(FOLDER)) {
            try (Stream<Path> files = Files.walk(FOLDER)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
