package io.assay.definition.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.project.CheckResult;
import io.assay.definition.project.DefinitionReader;
import io.assay.definition.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when a service level is not met. */
class ServiceLevelActionTest {
    @TempDir
    Path folder;

    private Path contract(String version, String custom, String level) throws IOException {
        Path file = folder.resolve("t.odcs.yaml");
        Files.writeString(file, """
                apiVersion: %s
                kind: DataContract
                id: t
                version: 1.0.0
                status: active
                %s
                schema:
                  - name: t
                    properties:
                      - {name: at, logicalType: timestamp}
                slaProperties:
                  - {property: freshness, value: 1, unit: d, element: t.at}
                  - {id: old, property: latency, value: 2, unit: d, element: t.at%s}
                """.formatted(version, custom, level));
        return file;
    }

    private List<String> actions(String version, String custom, String level) throws IOException {
        DataContract read = DefinitionReader.contractFile(contract(version, custom, level));
        return read.datasets().get(0).rules().stream()
                .filter(rule -> rule.check() instanceof Check.Age)
                .map(rule -> rule.name() + " " + rule.action().word())
                .toList();
    }

    private static String levels(String value) {
        return "customProperties: [{property: serviceLevels, value: %s}]".formatted(value);
    }

    @Test
    void theContractSetsItForAllOrByIdAndName() throws IOException {
        assertThat(actions("v3.1.0", "", "")).containsExactly("at.freshness warn", "old warn");
        assertThat(actions("v3.1.0", levels("fail"), "")).containsExactly("at.freshness fail", "old fail");
        assertThat(actions("v3.1.0", levels("{freshness: fail}"), "")).containsExactly("at.freshness fail", "old warn");
        assertThat(actions("v3.1.0", levels("{old: fail}"), "")).containsExactly("at.freshness warn", "old fail");
    }

    @Test
    void aLevelMaySetItsOwnWhereTheStandardHasAPlaceForIt() throws IOException {
        assertThat(actions("v3.2.0", levels("fail"), ", customProperties: [{property: action, value: warn}]"))
                .containsExactly("at.freshness fail", "old warn");
    }

    @Test
    void aLevelThatIsNotThereIsAFault() throws IOException {
        CheckResult result = Project.check(contract("v3.1.0", levels("{freshnes: fail}"), ""), Optional.empty());
        assertThat(result.faults())
                .singleElement()
                .satisfies(fault ->
                        assertThat(fault.what()).isEqualTo("'freshnes' is neither a service level nor the id of one"));
    }

    @Test
    void otherActionsAreFaults() throws IOException {
        for (String wrong : List.of("drop", "{freshness: quarantine}", "sometimes", "[fail]")) {
            CheckResult result = Project.check(contract("v3.1.0", levels(wrong), ""), Optional.empty());
            assertThat(result.faults())
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.fix()).isEqualTo("use warn or fail"));
        }
    }
}
