package io.assay.definition.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.GoldenFile;
import io.assay.definition.project.DefinitionReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What valid contracts compile to. */
final class ContractTest {
    private static DataContract read(String name) {
        return DefinitionReader.contractFile(Path.of("src", "test", "resources", "valid", name + ".odcs.yaml"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rich", "of-3-0", "custom"})
    void compilesToColumnsAndRules(String name) throws IOException {
        GoldenFile.assertEquals("contracts/%s.txt".formatted(name), text(read(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rich", "of-3-0", "custom"})
    void isTheSameReadBackFromItsJson(String name) {
        DataContract contract = read(name);
        DataContract again = DefinitionReader.contract(contract.json());
        assertThat(again.datasets()).isEqualTo(contract.datasets());
        assertThat(again.json()).isEqualTo(contract.json());
    }

    @Test
    void aNameOutsideOurFormIsFoldedAndKept() {
        DatasetContract dataset = read("rich").datasets().get(0);
        assertThat(dataset.name()).isEqualTo(new DatasetName("order_lines"));
        assertThat(dataset.original()).isEqualTo("Order Lines");
    }

    private static String text(DataContract contract) {
        List<String> lines = new ArrayList<>();
        for (DatasetContract dataset : contract.datasets()) {
            lines.add("%s (%s) key %s %s unique within %s, at most %s %% quarantined, partitioned by %s, novelty %s"
                    .formatted(
                            dataset.name(),
                            dataset.original(),
                            dataset.primaryKey(),
                            dataset.writeMode(),
                            dataset.uniqueWithin(),
                            dataset.maxQuarantined(),
                            dataset.partitioning(),
                            dataset.novelty()));
            lines.add("  nulls %s, source %s".formatted(dataset.nullValues(), dataset.source()));
            dataset.columns()
                    .forEach(column -> lines.add("  column %s <- %s: %s%s"
                            .formatted(
                                    column.name(),
                                    column.source(),
                                    column.type().stored(),
                                    column.required() ? ", required" : "")));
            dataset.rules()
                    .forEach(rule -> lines.add("  rule %s of %s: %s, %s%s"
                            .formatted(
                                    rule.name(),
                                    rule.column().orElse("-"),
                                    rule.check(),
                                    rule.action().word(),
                                    rule.where().map(" where "::concat).orElse(""))));
        }
        contract.notes().forEach(note -> lines.add("note %d %s: %s".formatted(note.line(), note.at(), note.what())));
        return String.join("\n", lines) + "\n";
    }
}
