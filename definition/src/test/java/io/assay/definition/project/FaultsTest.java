package io.assay.definition.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.assay.definition.Fault;
import io.assay.definition.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every malformed file and project of the corpus, with the faults that are reported. */
final class FaultsTest {
    private static final Path RESOURCES = Path.of("src", "test", "resources");

    static Stream<Path> contracts() throws IOException {
        return children("contracts");
    }

    static Stream<Path> projects() throws IOException {
        return children("projects");
    }

    private static Stream<Path> children(String folder) throws IOException {
        try (Stream<Path> files = Files.list(RESOURCES.resolve(folder))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void ofAContractAreReportedTogether(Path contract) throws IOException {
        String name = contract.getFileName().toString().replace(".odcs.yaml", "");
        CheckResult findings = Project.check(contract, Optional.empty());
        GoldenFile.assertEquals("faults/%s.txt".formatted(name), text(findings));
        assertThat(findings.ok())
                .isEqualTo(List.of("notes-only", "custom-rules").contains(name));
    }

    /** What is a note of a contract on its own is a fault where it is to be executed. */
    @ParameterizedTest
    @ValueSource(strings = {"names-and-keys", "quality", "relationships", "sql", "types", "custom-rules"})
    void ofAContractInAProjectAreThoseOfExecutionToo(String name, @TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("assay.yaml"), "assay: 1\nproject: p\nwarehouse: w\n");
        Path contracts = Files.createDirectories(folder.resolve("contracts"));
        Files.copy(RESOURCES.resolve("contracts/%s.odcs.yaml".formatted(name)), contracts.resolve("c.odcs.yaml"));
        CheckResult findings = Project.check(folder, Optional.empty());
        GoldenFile.assertEquals(
                "faults/in-project-%s.txt".formatted(name), text(findings).replace(folder + "/", ""));
    }

    @ParameterizedTest
    @MethodSource("projects")
    void ofAProjectAreReportedTogether(Path project) throws IOException {
        CheckResult findings = Project.check(project, Optional.empty());
        GoldenFile.assertEquals("faults/project-%s.txt".formatted(project.getFileName()), text(findings));
        assertThat(findings.faults()).isNotEmpty();
    }

    @Test
    void ofNestingWithoutEndAreReported(@TempDir Path folder) throws IOException {
        Path contract = Files.writeString(
                folder.resolve("deep.odcs.yaml"), "schema: " + "[".repeat(50_000) + "]".repeat(50_000));
        assertThat(Project.check(contract, Optional.empty()).faults())
                .extracting(Fault::what)
                .containsExactly("lists and mappings are nested too deeply");
    }

    @Test
    void ofARuleThatIsNestedTooDeeplyAreReportedBesideTheOthers(@TempDir Path folder) throws IOException {
        String deep = "(".repeat(3000) + "x" + ")".repeat(3000);
        Path contract = Files.writeString(folder.resolve("deep.odcs.yaml"), """
                kind: DataContract
                apiVersion: v3.1.0
                id: deep
                version: 1.0.0
                status: active
                schema:
                  - name: deep
                    properties: [{name: x, logicalType: integer}]
                    quality:
                      - {type: sql, query: "SELECT COUNT(*) FROM {object} WHERE %1$s > 1", mustBe: 0}
                      - {type: sql, query: "SELECT MAX(%1$s) FROM {object}", mustBe: 0}
                      - {type: sql, query: "SELECT COUNT(*) FROM {object} WHERE y > 1", mustBe: 0}
                """.formatted(deep));
        assertThat(Project.check(contract, Optional.empty()).notes())
                .extracting(CheckResult.Note::at, CheckResult.Note::what)
                .containsExactly(
                        tuple("schema[0].quality[0].query", "query is nested too deeply to be read; split it"),
                        tuple("schema[0].quality[1].query", "query is nested too deeply to be read; split it"),
                        tuple(
                                "schema[0].quality[2].query",
                                "query names the column 'y', which does not exist; did you mean 'x'?"));
    }

    private static String text(CheckResult findings) {
        List<String> lines = new ArrayList<>();
        for (Fault fault : findings.faults()) {
            lines.add(fault.text());
        }
        for (CheckResult.Note note : findings.notes()) {
            lines.add("%s:%d: %s: note: %s".formatted(note.path(), note.line(), note.at(), note.what()));
        }
        return String.join("\n", lines).replace(RESOURCES + "/", "") + "\n";
    }
}
