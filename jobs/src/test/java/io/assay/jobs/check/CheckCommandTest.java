package io.assay.jobs.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.jobs.Assay;
import io.assay.jobs.cli.Console;
import io.assay.jobs.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private int run(String... arguments) {
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        return Assay.run(console, Clock.systemUTC(), arguments);
    }

    @Test
    void aFaultlessPathIsOk() {
        String example = Path.of("..", "examples", "flights").toString();
        assertThat(run("check", example)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(example + ": ok\n");
    }

    @Test
    void everyFaultIsALineWithPlaceCauseAndRemedy() throws Exception {
        Path contract = Files.writeString(folder.resolve("orders.odcs.yaml"), """
                kind: DataContract
                apiVersion: v3.1.0
                id: orders
                status: active
                schema:
                  - name: orders
                    properties:
                      - name: id
                        logicalType: int
                        requird: true
                """);
        assertThat(run("check", contract.toString())).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8).replace(contract.toString(), "PATH"))
                .isEqualTo("""
                        PATH:1: document: 'version' is missing; add version: 1.0.0
                        PATH:9: schema[0].properties[0].logicalType: 'int' is not a logicalType; did you mean 'integer'?
                        PATH:10: schema[0].properties[0].requird: unknown key 'requird'; did you mean 'required'?
                        """);
    }

    @Test
    void theJsonHasEveryResult() throws Exception {
        Path missing = folder.resolve("none.odcs.yaml");
        String example = Path.of("..", "examples", "flights").toString();
        assertThat(run("check", "--json", example, missing.toString())).isEqualTo(1);
        JsonNode results = Json.MAPPER.readTree(out.toByteArray()).get("results");
        assertThat(results.get(0).get("ok").asBoolean()).isTrue();
        assertThat(results.get(1).get("path").asText()).isEqualTo(missing.toString());
        assertThat(results.get(1).get("faults").get(0).get("what").asText())
                .isEqualTo("there is no such file or folder");
    }
}
