package io.assay.jobs.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.jobs.Assay;
import io.assay.jobs.cli.Console;
import io.assay.jobs.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckAgainstTest {
    private static final Path FLIGHTS = Path.of("..", "examples", "flights");
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private int run(Object... arguments) {
        out.reset();
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        return Assay.run(
                console,
                Clock.systemUTC(),
                Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private Path contract(String name, String properties) throws IOException {
        return Files.writeString(folder.resolve(name), """
                kind: DataContract
                apiVersion: v3.1.0
                id: orders
                version: 1.0.0
                status: active
                schema:
                  - name: orders
                    properties:
                      - {name: id, logicalType: string}
                %s""".formatted(properties));
    }

    @Test
    void twoVersionsOfAContractAreCompared() throws IOException {
        Path old = contract("old.odcs.yaml", """
                      - {name: amount, logicalType: integer, logicalTypeOptions: {minimum: 0}}
                      - {name: note, logicalType: string}
                """);
        Path now = contract("new.odcs.yaml", """
                      - {name: amount, logicalType: integer, logicalTypeOptions: {minimum: 10}}
                      - {name: email, logicalType: string}
                """);
        assertThat(run("check", now, "--against", old)).isEqualTo(1);
        assertThat(text().replace(folder + "/", "")).isEqualTo("""
                new.odcs.yaml against old.odcs.yaml: 2 break, 1 compatible
                  breaks readers: dataset orders: note: the column is gone; keep it, optional if its source no longer has it, or publish under a new dataset name
                  breaks writers: dataset orders: amount.minimum: the rule differs, and may keep back rows that passed before; let it warn first, or agree with who delivers the data
                  compatible: dataset orders: email: an optional column is new
                """);
        assertThat(run("check", old, "--against", old)).isZero();
        assertThat(text().replace(folder + "/", "")).isEqualTo("old.odcs.yaml against old.odcs.yaml: no difference\n");
    }

    @Test
    void whatUsesAColumnThatIsGoneIsNamed() throws IOException {
        Path copy = folder.resolve("flights");
        try (Stream<Path> files = Files.walk(FLIGHTS)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(path -> path.toString().endsWith(".yaml"))
                    .toList()) {
                Path target = copy.resolve(FLIGHTS.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        Path weather = copy.resolve("contracts/weather.odcs.yaml");
        Files.writeString(weather, Files.readString(weather).replace("{name: visib,", "{name: visibility,"));
        assertThat(run("check", "--json", weather, "--against", FLIGHTS)).isEqualTo(1);
        JsonNode document = Json.MAPPER.readTree(out.toByteArray());
        assertThat(document.get("breaks").asBoolean()).isTrue();
        assertThat(document.get("changes")).hasSizeGreaterThan(0);
        JsonNode gone = document.get("changes").get(0);
        assertThat(gone.get("subject").asText()).isEqualTo("dataset weather");
        assertThat(gone.get("what").asText()).isEqualTo("the column is gone");
        assertThat(gone.get("used_by").toString()).contains("view airport_weather");
    }

    @Test
    void aProjectIsNoDifferentFromItself() {
        assertThat(run("check", FLIGHTS, "--against", FLIGHTS)).isZero();
        assertThat(text()).endsWith("no difference\n");
    }

    @Test
    void oneThingIsComparedWithAnother() {
        assertThat(run("check", FLIGHTS, FLIGHTS, "--against", FLIGHTS)).isEqualTo(2);
        assertThat(run("check", FLIGHTS, "--against", folder.resolve("none.odcs.yaml")))
                .isEqualTo(1);
        assertThat(text()).isEmpty();
    }
}
