package io.assay.definition.project;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(findings.ok()).isEqualTo(name.equals("notes-only"));
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
