package io.assay.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.jobs.Orders;
import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import io.assay.jobs.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ingest --each}. */
class IngestEachTest {
    private static final String HEADER = "id,amount,note";

    @TempDir
    Path folder;

    private TestProject project;

    @BeforeEach
    void project() {
        project = Orders.in(folder);
    }

    @Test
    void eachFileIsABatchOfItsOwnInTheOrderGiven() throws IOException {
        String first = project.file("in/b.csv", HEADER, "1,10,a", "2,5,b");
        String second = project.file("in/a.csv", HEADER, "3,7,c");
        Path written = folder.resolve("result.json");

        Ended call = project.report("ingest", "orders", "--each", "--input", first, second, "--result=" + written);

        assertThat(call.exit()).as(call.err()).isZero();
        List<JsonNode> documents = documents(call.out());
        assertThat(documents).extracting(d -> d.path("input").asText()).containsExactly(first, second);
        assertThat(documents).extracting(d -> d.path("status").asText()).containsExactly("published", "published");
        assertThat(documents)
                .extracting(d -> d.path("rows").path("published").asLong())
                .containsExactly(2L, 1L);
        assertThat(project.rows("SELECT id, _sequence FROM datasets.orders ORDER BY id"))
                .containsExactly("[1,1]", "[2,1]", "[3,2]");
        assertThat(Files.readString(written)).isEqualTo(call.out());
        assertThat(project.report("ingest", "orders", "--input", first).status())
                .isEqualTo("nothing_new");
    }

    @Test
    void aHeldBatchAndAMissingFileDoNotStopTheOthersAndTheExitCodeIsTheWorst() throws IOException {
        String held = project.file("in/a.csv", HEADER, "1,-1,a");
        String missing = folder.resolve("in/none.csv").toString();
        String good = project.file("in/c.csv", HEADER, "2,5,b");

        Ended call = project.report("ingest", "orders", "--each", "--input", held, missing, good);

        assertThat(call.exit()).isEqualTo(1);
        List<JsonNode> documents = documents(call.out());
        assertThat(documents).extracting(d -> d.path("status").asText()).containsExactly("held", "failed", "published");
        assertThat(documents).extracting(d -> d.path("exit").asInt()).containsExactly(1, 1, 0);
        assertThat(documents.get(1).path("input").asText()).isEqualTo(missing);
        assertThat(project.rows("SELECT id FROM datasets.orders")).containsExactly("[2]");
    }

    @Test
    void optionsOfOneBatchAreWrongUsage() {
        String input = project.file("in/a.csv", HEADER, "1,10,a");

        Ended call = project.run("ingest", "orders", "--each", "--run-id", "x", "--input", input);

        assertThat(call.exit()).isEqualTo(2);
        assertThat(call.err())
                .contains(
                        "--each: does not go with --stream, --run-id or --report, which are for one batch or a stream");
    }

    private static List<JsonNode> documents(String lines) throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        for (String line : lines.lines().toList()) {
            documents.add(Json.MAPPER.readTree(line));
        }
        return documents;
    }
}
