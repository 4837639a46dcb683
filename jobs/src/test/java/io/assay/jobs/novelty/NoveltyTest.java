package io.assay.jobs.novelty;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches of 60 rows, one false alarm accepted in five batches. */
class NoveltyTest {
    @TempDir
    Path folder;

    private final Random random = new Random(20);
    private TestProject project;

    @BeforeEach
    void project() {
        project = TestProject.in(folder);
        project.file(
                "contracts/sales.odcs.yaml",
                "kind: DataContract",
                "apiVersion: v3.1.0",
                "id: shop-sales",
                "version: 1.0.0",
                "status: active",
                "schema:",
                "  - name: sales",
                "    customProperties:",
                "      - property: novelty",
                "        value: {action: fail, alarms: 1 per 5 batches}",
                "    properties:",
                "      - {name: shop, logicalType: string}",
                "      - {name: price, logicalType: number}");
    }

    private String batch(String name, double zeros) {
        List<String> lines = new ArrayList<>(List.of("shop,price"));
        for (int i = 0; i < 60; i++) {
            lines.add("%s,%s"
                    .formatted(
                            random.nextBoolean() ? "north" : "south",
                            random.nextDouble() < zeros ? "0" : Double.toString(10 + random.nextGaussian())));
        }
        return project.file("in/" + name + ".csv", lines.toArray(String[]::new));
    }

    private Ended ingest(String input) {
        return project.report("ingest", "sales", "--input", input);
    }

    @Test
    void aBatchUnlikeItsHistoryIsHeldAndTeachesOnlyIfSomebodySaysSo() throws IOException {
        List<String> inputs = new ArrayList<>(List.of("ingest", "sales", "--each"));
        for (int i = 0; i < 9; i++) {
            inputs.addAll(List.of("--input", batch("usual" + i, 0)));
        }
        project.run(inputs.toArray(String[]::new));
        assertThat(project.rows("SELECT get_json_object(text, '$.status') FROM assay.metrics WHERE metric = 'novelty'"
                        + " ORDER BY at LIMIT 4"))
                .containsExactly("[learning]", "[learning]", "[learning]", "[learning]");

        Ended zeros = ingest(batch("zeros", 0.3));
        assertThat(zeros.status()).isEqualTo("held");
        assertThat(zeros.exit()).isEqualTo(1);
        assertThat(zeros.json().path("reasons").get(0).asText())
                .startsWith("the batch is unlike its history, and novelty is fail: price: share of zeros is ");
        assertThat(zeros.json().path("novelty").path("status").asText()).isEqualTo("unusual");
        assertThat(zeros.json()
                        .path("novelty")
                        .path("deviations")
                        .get(0)
                        .path("column")
                        .asText())
                .isEqualTo("price");

        String published = "<h2>Over the last %d published batches</h2>"
                .formatted(project.rows("SELECT run FROM assay.runs WHERE status = 'published'")
                        .size());
        Path page = folder.resolve("report.html");
        project.run("ingest", "sales", "--input", batch("odd", 0.3), "--dry-run", "--report", page.toString());
        assertThat(Files.readString(page))
                .contains("<p class=\"novelty unusual\">", "<td>price: share of zeros is ", "<svg class=\"trend\"")
                .contains("<svg class=\"bars\"", "<title>north: ")
                .contains(
                        published,
                        "<title>zeros of price</title>",
                        "<figcaption>zeros <b>0 %</b> <small>expected 0 % to ");
        Path profile = folder.resolve("profile.html");
        project.run("profile", "sales", "--report", profile.toString());
        assertThat(Files.readString(profile))
                .contains(published, "<title>mean of price</title>", "<rect class=\"band\"")
                .contains("<title>approx_distinct of shop</title>");

        Ended repeated = ingest(batch("zeros again", 0.3)); // what is held teaches nothing
        assertThat(repeated.json().path("novelty").path("history").asInt())
                .isEqualTo(zeros.json().path("novelty").path("history").asInt());
        assertThat(repeated.status()).isEqualTo("held");

        String run = zeros.json().path("run").asText();
        Ended label = project.report("runs", "label", run, "good", "--reason", "the shop gave it away");
        assertThat(label.exit()).as(label.err()).isZero();
        assertThat(project.rows("SELECT decision, status, text FROM assay.decisions"))
                .containsExactly("[label,good,the shop gave it away]");
        assertThat(project.report("runs", "show", run).status()).isEqualTo("held");
        Ended more = project.report("ingest", "sales", "--input", batch("zeros once more", 0.3), "--dry-run");
        assertThat(more.json().path("novelty").path("history").asInt())
                .isEqualTo(zeros.json().path("novelty").path("history").asInt() + 1);
        assertThat(project.run("runs", "label", run, "fine", "--reason", "x").exit())
                .isEqualTo(2);
    }

    @Test
    void anApprovedBatchThatIsGrosslyUnusualTeachesNothing() {
        List<String> inputs = new ArrayList<>(List.of("ingest", "sales", "--each"));
        for (int i = 0; i < 6; i++) {
            inputs.addAll(List.of("--input", even("usual" + i, 10 + i * 0.0001)));
        }
        project.run(inputs.toArray(String[]::new));
        Ended dear = ingest(even("dear", 1000));
        assertThat(dear.status()).as(dear.out()).isEqualTo("held");
        JsonNode novelty = dear.json().path("novelty");
        assertThat(novelty.path("score").asDouble())
                .isGreaterThan(2 * novelty.path("cut").asDouble());

        String run = dear.json().path("run").asText();
        assertThat(project.run("runs", "publish", run, "--reason", "a sale").out())
                .isEqualTo("sales: published, run " + run + "\nit is so unusual that later batches are not compared"
                        + " with it until 'assay runs label " + run + " good --reason TEXT'\n");

        Ended next = project.report("ingest", "sales", "--input", even("next", 1001), "--dry-run");
        assertThat(next.json().path("novelty").path("history")).as(next.out()).isEqualTo(novelty.path("history"));
    }

    /** Prices with hardly any chance in them. */
    private String even(String name, double price) {
        List<String> lines = new ArrayList<>(List.of("shop,price"));
        for (int i = 0; i < 60; i++) {
            lines.add("%s,%s".formatted(i % 2 == 0 ? "north" : "south", price + i * 0.01));
        }
        return project.file("in/" + name + ".csv", lines.toArray(String[]::new));
    }

    @Test
    void whileItLearnsItListsWhatIsFurtherOffThanAnythingBefore() {
        for (int i = 0; i < 2; i++) {
            ingest(batch("usual" + i, 0));
        }

        Ended zeros = project.run("ingest", "sales", "--input", batch("zeros", 0.9));

        assertThat(zeros.exit()).as(zeros.err()).isZero();
        assertThat(zeros.out())
                .contains("novelty: learning; 2 more batches are needed")
                .containsPattern("\nunusual \\(\\d+\\.\\d\\): price: ")
                .doesNotContain("warning", "say what it is");
    }

    @Test
    void fewRowsAreNeitherJudgedNorLearnedFrom() {
        Ended few = ingest(project.file("in/few.csv", "shop,price", "north,1"));

        assertThat(few.status()).isEqualTo("published");
        assertThat(few.json().has("novelty")).isFalse();
        assertThat(ingest(batch("enough", 0))
                        .json()
                        .path("novelty")
                        .path("missing")
                        .asInt())
                .isEqualTo(4);
    }
}
