package io.assay.definition.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    private static String object(String name, String... to) {
        String keys = Stream.of(to)
                .map(target -> "      - {name: %s, logicalType: integer, relationships: [{to: %s}]}%n"
                        .formatted(target.replaceAll("\\..*", "_id"), target))
                .collect(Collectors.joining());
        return "  - name: %s%n    properties:%n      - {name: id, logicalType: integer}%n%s".formatted(name, keys);
    }

    private List<String> notes(String... objects) throws IOException {
        Files.writeString(folder.resolve("assay.yaml"), "assay: 1\nproject: p\nwarehouse: w\n");
        Path contract = folder.resolve("contracts/s.odcs.yaml");
        Files.createDirectories(contract.getParent());
        String head = CONTRACT.substring(0, CONTRACT.indexOf("  - name: sites"));
        Files.writeString(contract, head + String.join("", objects));
        CheckResult project = Project.check(folder, Optional.empty());
        assertThat(project.faults()).isEmpty();
        assertThat(Project.check(contract, Optional.empty()).notes().stream().map(CheckResult.Note::what))
                .isEqualTo(project.notes().stream().map(CheckResult.Note::what).toList());
        return project.notes().stream()
                .map(note -> note.line() + ": " + note.what())
                .toList();
    }

    @Test
    void keysInACircleAreNoted() throws IOException {
        String rest =
                ": each is looked for in what is published, so while these datasets are empty no row with such a key"
                        + " passes; give one of them 'action: warn', at least until all have rows";
        assertThat(notes(object("a", "b.id"), object("b", "a.id")))
                .containsExactly(
                        "10: foreign keys in a circle, a -> b -> a" + rest,
                        "14: foreign keys in a circle, b -> a -> b" + rest);
        assertThat(notes(object("a", "b.id"), object("b", "c.id"), object("c", "d.id", "a.id"), object("d")))
                .containsExactly(
                        "10: foreign keys in a circle, a -> b -> c -> a" + rest,
                        "14: foreign keys in a circle, b -> c -> a -> b" + rest,
                        "19: foreign keys in a circle, c -> a -> b -> c" + rest);
    }

    @Test
    void aKeyToItsOwnDatasetOrOneThatOnlyWarnsIsNoCircle() throws IOException {
        assertThat(notes(object("a", "a.id", "b.id"), object("b"))).isEmpty();
        String warns = object("b", "a.id")
                .replace("{to: a.id}", "{to: a.id, customProperties: [{property: action, value: warn}]}");
        assertThat(notes(object("a", "b.id"), warns)).isEmpty();
    }
}
