package io.assay.definition.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForeignKeyCheckTest {
    private static final String CONTRACT = """
            apiVersion: v3.1.0
            kind: DataContract
            id: s
            version: 1.0.0
            status: active
            schema:
              - name: sites
                properties:
                  - {name: code, logicalType: string}
                  - {name: num, logicalType: integer}
                  - {name: day, logicalType: date}
              - name: visits
                properties:
                  - {name: id, logicalType: integer}
                  - %s
            """;

    @TempDir
    Path folder;

    private List<String> faults(String property) throws IOException {
        Files.writeString(folder.resolve("assay.yaml"), "assay: 1\nproject: p\nwarehouse: w\n");
        Path contract = folder.resolve("contracts/s.odcs.yaml");
        Files.createDirectories(contract.getParent());
        Files.writeString(contract, CONTRACT.formatted(property));
        CheckResult project = Project.check(folder, Optional.empty());
        CheckResult file = Project.check(contract, Optional.empty());
        assertThat(file.faults()).isEmpty();
        assertThat(file.notes().stream().map(CheckResult.Note::what).toList())
                .containsAll(project.faults().stream()
                        .map(fault -> fault.what() + "; " + fault.fix())
                        .toList());
        return project.faults().stream()
                .map(fault -> fault.line() + ": " + fault.what() + "; " + fault.fix())
                .toList();
    }

    private static String site(String type, String target) {
        return "{name: site, %s, relationships: [{to: sites.%s}]}".formatted(type, target);
    }

    @Test
    void keysOfTwoKindsAreAFault() throws IOException {
        for (Map.Entry<String, String> wrong : Map.of(
                        site("logicalType: integer", "code"), "integer, sites.code is string",
                        site("logicalType: string", "num"), "string, sites.num is integer",
                        site("logicalType: boolean", "num"), "boolean, sites.num is integer",
                        site("logicalType: number", "num"), "number, sites.num is integer",
                        site("logicalType: timestamp", "day"), "timestamp, sites.day is date",
                        site("logicalType: time", "code"), "time, sites.code is string")
                .entrySet()) {
            assertThat(faults(wrong.getKey()))
                    .containsExactly("15: site is %s: keys of two kinds are never equal; give both one type"
                            .formatted(wrong.getValue()));
        }
    }

    @Test
    void integersOfAnyWidthAndDecimalsMayBeCompared() throws IOException {
        for (String right : List.of(
                site("logicalType: integer, physicalType: int", "num"),
                site("logicalType: number, physicalType: 'decimal(20,0)'", "num"),
                site("logicalType: string", "code"),
                site("logicalType: date", "day"))) {
            assertThat(faults(right)).isEmpty();
        }
    }

    @Test
    void keysOfItemsAndFieldsAreCheckedToo() throws IOException {
        String lines = "{name: lines, logicalType: array, items: {logicalType: object, properties: [%s]}}";
        assertThat(faults(lines.formatted(site("logicalType: string", "code")))).isEmpty();
        assertThat(faults(lines.formatted(site("logicalType: string", "num"))))
                .containsExactly(
                        "14: lines.items.site is string, sites.num is integer: keys of two kinds are never equal; give both one type");
        assertThat(
                        faults(
                                "{name: tags, logicalType: array, items: {logicalType: string, relationships: [{to: sites.code}]}}"))
                .isEmpty();
    }
}
