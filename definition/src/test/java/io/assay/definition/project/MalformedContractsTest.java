package io.assay.definition.project;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.Fault;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a contract file has in it, {@code check} says what is wrong in words, with a line, and never throws. */
final class MalformedContractsTest {
    private static final String HEAD = """
            kind: DataContract
            apiVersion: v3.1.0
            id: a
            version: 1.0.0
            status: active
            """;
    private static final Path RICH = Path.of("src", "test", "resources", "valid", "rich.odcs.yaml");

    @TempDir
    Path folder;

    private record Malformed(String name, String text, Charset charset, int line, String fault) {
        static Malformed of(String name, String text, int line, String fault) {
            return new Malformed(name, text, UTF_8, line, fault);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Malformed> files() {
        String bomb = """
                a: &a [x, x, x, x, x, x, x, x, x]
                b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
                c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
                d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]
                e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d]
                f: [*e, *e, *e, *e, *e, *e, *e, *e, *e]
                """;
        return Stream.of(
                Malformed.of("empty", "", 0, "the file is empty"),
                Malformed.of("only a comment", "# nothing\n", 0, "the file is empty"),
                Malformed.of("a list at the top", "- kind: DataContract\n", 1, "is a list where a mapping is expected"),
                Malformed.of("a text at the top", "hello\n", 1, "is the text 'hello' where a mapping is expected"),
                Malformed.of("two documents", HEAD + "---\n" + HEAD, 0, "several documents in one contract file"),
                Malformed.of("a tab", HEAD + "schema:\n\t- name: a\n", 7, "malformed YAML"),
                Malformed.of("a quote that is not closed", HEAD + "name: \"a\n", 7, "malformed YAML"),
                Malformed.of("a bracket that is not closed", HEAD + "tags: [a, b\n", 7, "malformed YAML"),
                Malformed.of("wrong indentation", HEAD + "  name: a\n", 6, "malformed YAML"),
                Malformed.of("an anchor that is not there", HEAD + "tags: *none\n", 6, "malformed YAML"),
                Malformed.of("a duplicate key", HEAD + "id: b\n", 6, "duplicate key 'id'; first on line 3"),
                Malformed.of("a key that is a list", HEAD + "? [a, b]\n: c\n", 6, "a key is not a text"),
                Malformed.of(
                        "a tag of another language",
                        HEAD + "name: !!python/object:os.system {}\n",
                        6,
                        "is a mapping where a text"),
                Malformed.of("aliases that grow", HEAD + bomb, 0, "aliases expand to more than 200000 nodes"),
                Malformed.of("control characters", HEAD + "name: a\u0007b\n", 0, "malformed YAML"),
                Malformed.of("a NUL", HEAD + "name: a\u0000b\n", 0, "malformed YAML"),
                Malformed.of("a lone surrogate", HEAD + "name: \"\\uD800\"\n", 0, "half of a surrogate pair"),
                new Malformed("a byte that is no UTF-8", HEAD + "name: \u00ff\n", ISO_8859_1, 0, "not UTF-8"),
                Malformed.of(
                        "a duplicate key below", HEAD + "price: {priceUnit: a, priceUnit: b}\n", 6, "duplicate key"),
                Malformed.of("an anchor in itself", HEAD + "tags: &t [*t]\n", 6, "an alias contains itself"),
                Malformed.of("keys that grow", HEAD + bomb.replace("[", "{k: ").replace(", ", ", k2: "), 0, ""),
                Malformed.of("a block that does not end", HEAD + "name: |9\n a\n", 0, "malformed YAML"),
                Malformed.of("an unknown escape", HEAD + "name: \"\\q\"\n", 6, "malformed YAML"),
                Malformed.of("a directive of another YAML", "%YAML 9.0\n---\n" + HEAD, 0, "malformed YAML"),
                Malformed.of("no end of nesting", HEAD + "schema: " + "[".repeat(20_000), 0, "nested too deeply"),
                Malformed.of("mappings in mappings", HEAD + "schema: " + "{a: ".repeat(20_000), 0, "nested too deeply"),
                new Malformed("UTF-16", HEAD, UTF_16, 0, "not UTF-8"),
                new Malformed("Latin-1", HEAD + "name: Z\u00fcrich\n", ISO_8859_1, 0, "not UTF-8"),
                Malformed.of(
                        "a newer version", HEAD.replace("v3.1.0", "v9.0.0"), 2, "ODCS v9.0.0 is not in this version"),
                Malformed.of(
                        "an older version", HEAD.replace("v3.1.0", "v2.2.2"), 2, "ODCS v2.2.2 is not in this version"),
                Malformed.of(
                        "a version as a number", HEAD.replace("v3.1.0", "3.1"), 2, "is the number 3.1 where a text"),
                Malformed.of(
                        "a version without its v",
                        HEAD.replace("v3.1.0", "3.1.0"),
                        2,
                        "'3.1.0' is not a version of ODCS"));
    }

    private List<Fault> faults(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("c.odcs.yaml"), bytes);
        return Project.check(file, Optional.empty()).faults();
    }

    @ParameterizedTest
    @MethodSource("files")
    void isAFaultWithItsLine(Malformed file) throws IOException {
        List<Fault> faults = faults(file.text().getBytes(file.charset()));
        assertThat(faults).anySatisfy(fault -> {
            assertThat(fault.what()).contains(file.fault());
            if (file.line() > 0) {
                assertThat(fault.line()).isEqualTo(file.line());
            }
        });
        assertThat(faults).allSatisfy(fault -> {
            assertThat(fault.what()).doesNotContain("Exception", "null", "io.assay");
            assertThat(fault.fix()).isNotBlank();
        });
        assertThat(faults.size()).as("%s", faults).isLessThan(8);
    }

    @Test
    void aliasesAndMergeKeysAreFollowed() throws IOException {
        assertThat(faults((HEAD + "price: &p {priceAmount: 1}\n").getBytes(UTF_8)))
                .isEmpty();
        assertThat(faults((HEAD + "price: {<<: {priceAmount: 1}, priceUnit: a}\n").getBytes(UTF_8)))
                .isEmpty();
        assertThat(faults(
                        (HEAD + "roles: [&r {role: a}, *r]\nsupport: [{<<: {role: b}, channel: c}]\n").getBytes(UTF_8)))
                .extracting(Fault::at)
                .containsExactly("support[0].role");
    }

    @Test
    void aByteOrderMarkIsNoFault() throws IOException {
        assertThat(faults(("\ufeff" + HEAD).getBytes(UTF_8))).isEmpty();
    }

    /** What uses its datasets is not reported beside it. */
    @ParameterizedTest
    @ValueSource(strings = {"v3.3.0", "v4.0.0", "v10.1.0"})
    void aNewerVersionIsTheOnlyFaultOfItsProject(String version) throws IOException {
        Files.writeString(folder.resolve("assay.yaml"), "assay: 1\nproject: p\nwarehouse: w\n");
        Files.writeString(folder.resolve("entities.yaml"), "entities: {k: {join_keys: {k: long}}}\n");
        Path contracts = Files.createDirectories(folder.resolve("contracts"));
        String body = "schema: [{name: %s, properties: [{name: k, logicalType: integer%s}]}]\n";
        Files.writeString(
                contracts.resolve("a.odcs.yaml"),
                HEAD.replace("v3.1.0", version) + body.formatted("newer", ", ofTomorrow: 1"));
        Files.writeString(
                contracts.resolve("b.odcs.yaml"),
                HEAD.replace("id: a", "id: b") + body.formatted("older", ", relationships: [{to: newer.k}]"));
        Files.writeString(
                Files.createDirectories(folder.resolve("views")).resolve("v.yaml"),
                "view: v\nentity: k\nsource: {dataset: newer, event_time: at}\nlatest: [k2]\n");
        assertThat(Project.check(folder, Optional.empty()).faults())
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.what()).isEqualTo("ODCS %s is not in this version".formatted(version));
                    assertThat(fault.fix()).startsWith("use a newer Assay");
                });
    }

    @Test
    void aContractThatIsCutOffAnywhereNeverThrows() throws IOException {
        byte[] whole = Files.readAllBytes(RICH);
        for (int end = 0; end < whole.length; end += 37) {
            assertThat(faults(Arrays.copyOf(whole, end)))
                    .allSatisfy(fault -> assertThat(fault.text()).doesNotContain("Exception"));
        }
    }

    @Test
    void aContractWithBytesChangedNeverThrows() throws IOException {
        Random random = new Random(3);
        byte[] whole = Files.readAllBytes(RICH);
        byte[] signs = "{}[]:,-#&*!|>'\"%@`? \n\t0a\\".getBytes(UTF_8);
        for (int round = 0; round < 150; round++) {
            byte[] changed = whole.clone();
            for (int i = 0; i < 1 + round % 4; i++) {
                changed[random.nextInt(changed.length)] = signs[random.nextInt(signs.length)];
            }
            assertThat(faults(changed))
                    .allSatisfy(fault -> assertThat(fault.text()).doesNotContain("Exception"));
        }
    }
}
