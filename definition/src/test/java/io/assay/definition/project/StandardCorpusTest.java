package io.assay.definition.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.assay.definition.internal.document.CanonicalJson;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import io.assay.definition.internal.document.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code check} of a contract on its own finds a fault exactly where the standard's JSON schema does, but for the
 * differences listed here: each key of valid contracts is left out, given every wrong type, and joined by unknown keys
 * and by those of other elements.
 */
final class StandardCorpusTest {
    private static final Path RESOURCES = Path.of("src", "test", "resources", "odcs");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern HEAD = Pattern.compile("# since: (\\S+)(?: until: (\\S+))?");
    private static final List<String> VALUES =
            List.of("\"text\"", "7", "1.5", "true", "null", "[]", "{}", "[\"text\"]", "{\"a\": 1}", "\"\"");

    /** Of the keys of other elements every eighth is tried, another one at each place. */
    private static final int STEP = 8;

    /**
     * A change after which the two verdicts differ, and why.
     *
     * @param change a pattern of {@code DOCUMENT PLACE = VALUE}
     * @param fault what {@code check} says
     */
    private record Difference(String versions, String change, boolean fault, String reason) {}

    private static final List<Difference> DIFFERENCES = List.of(
            new Difference("3.*", ".* = \"\"", true, "a key that is required and is the empty text says nothing"),
            new Difference(
                    "3.*",
                    ".*/(format|defaultTimezone|(exclusive)?M(in|ax)imum|m(in|ax)(imum|Properties|Items|Length)) = .*",
                    true,
                    "by the text these are patterns, zones, dates and times, and no minimum is above its maximum"),
            new Difference(
                    "3.*",
                    ".*/arguments/validValues = .*",
                    true,
                    "by the text the arguments of metrics are lists; the schema takes any mapping"),
            new Difference(
                    "3.*",
                    ".*/dimension = \"(ac|cp|cf|cs|cv|tm|uq)\"",
                    false,
                    "the text of the standard has the synonyms of dimensions"),
            new Difference(
                    "3.[12]",
                    ".*/relationships/[0-9]+/description = .*",
                    false,
                    "the text's own example describes a relationship"),
            new Difference(
                    "3.1",
                    ".*/(to|from)(/[0-9]+)? = \"(.*#)?\\w+([.]\\w+)+\"",
                    false,
                    "by the text the short form takes nested properties and other files too"),
            new Difference(
                    "3.0",
                    "server-athena /servers/0/staging(Dir|_dir) = .*",
                    false,
                    "3.0.1 and 3.0.2 have different names for it"));

    private final Map<String, JsonSchema> schemas = new HashMap<>();

    private JsonSchema schema(String version) {
        return schemas.computeIfAbsent(version, name -> {
            try {
                String text = Files.readString(RESOURCES.resolve("schema/odcs-json-schema-v%s.json".formatted(name)));
                return JsonSchemaFactory.getInstance(VersionFlag.V201909)
                        .getSchema(
                                text,
                                SchemaValidatorsConfig.builder()
                                        .formatAssertionsEnabled(true)
                                        .failFast(true)
                                        .build());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Under 3.0 a contract may also be valid under 3.1. */
    private boolean valid(String version, JsonNode contract) {
        return schema(version).validate(contract).isEmpty()
                || (version.startsWith("3.0")
                        && schema("3.1.0").validate(contract).isEmpty());
    }

    private static List<String> faults(String contract) {
        FaultCollector faults = new FaultCollector("c");
        List<DocumentNode> documents = Yaml.read(contract, faults);
        DefinitionReader.contract(new ProjectFile(Path.of("c"), documents, faults));
        return faults.all().stream().map(fault -> fault.text()).toList();
    }

    @ParameterizedTest
    @CsvSource({"3.0.2", "3.1.0", "3.2.0"})
    void theVerdictIsThatOfTheSchema(String version) throws IOException {
        List<String> wrong = new ArrayList<>();
        int documents = 0;
        for (Map.Entry<String, ObjectNode> entry : bases(version).entrySet()) {
            ObjectNode base = entry.getValue();
            assertThat(faults(base.toString()))
                    .as("%s under %s", entry.getKey(), version)
                    .isEmpty();
            assertThat(valid(version, base))
                    .as("%s under %s", entry.getKey(), version)
                    .isTrue();
            List<Change> changes = changes(base, entry.getKey());
            for (int i = 0; i < changes.size(); i += step(version, entry.getKey())) {
                Change change = changes.get(i);
                documents++;
                ObjectNode changed = change.applied(base);
                boolean valid = valid(version, changed);
                List<String> faults = faults(changed.toString());
                if (valid != faults.isEmpty()) {
                    String known = DIFFERENCES.stream()
                            .filter(difference -> difference.fault() == valid
                                    && version.matches("(" + difference.versions() + ").*")
                                    && change.text().matches(difference.change()))
                            .map(Difference::reason)
                            .findFirst()
                            .orElse("");
                    if (known.isEmpty()) {
                        wrong.add(
                                (valid ? "the schema allows " : "the schema refuses ") + change.text() + " " + faults);
                    }
                }
            }
        }
        assertThat(wrong).as("of %d documents", documents).isEmpty();
        assertThat(documents).isGreaterThan(1000);
    }

    /** Versions that hardly differ from the one before are sampled where they do not. */
    private static int step(String version, String base) {
        return switch (version) {
            case "3.1.0" -> 1;
            case "3.0.2" -> base.matches(".*of-3-0.*|server-(s3|sftp|azure|duckdb|athena)") ? 1 : 3;
            default -> base.matches(".*of-3-2.*|server-(athena|iceberg|teradata|exasol)") ? 1 : 7;
        };
    }

    /** Valid contracts by name: those of the folder, and one for each type of server that the schema has. */
    private Map<String, ObjectNode> bases(String version) throws IOException {
        Map<String, ObjectNode> bases = new LinkedHashMap<>();
        for (Path file : files()) {
            String text = Files.readString(file);
            if (of(text, version)) {
                bases.put(file.getFileName().toString(), contract(text, version));
            }
        }
        JsonNode definitions = schema(version).getSchemaNode().get("$defs");
        for (JsonNode kind : definitions.at("/Server/allOf")) {
            String type = kind.at("/if/properties/type/const").asText();
            String source = kind.at("/then/$ref").asText().replaceFirst(".*/", "");
            ObjectNode contract = contract("{kind: DataContract, id: a, version: 1.0.0, status: active}", version);
            ObjectNode server =
                    contract.putArray("servers").addObject().put("server", "s").put("type", type);
            definitions.at("/ServerSource/" + source + "/properties").fields().forEachRemaining(key -> {
                if (key.getValue().path("type").asText().equals("integer")
                        || key.getKey().equals("port")) {
                    server.put(key.getKey(), 1);
                } else {
                    String word = key.getValue().at("/enum/0").asText("text");
                    boolean uri = key.getValue().path("format").asText().equals("uri");
                    server.put(key.getKey(), uri ? "sftp://host/folder" : word);
                }
            });
            bases.put("server-" + type, contract);
        }
        return bases;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(RESOURCES.resolve("documents"))) {
            return files.sorted().toList();
        }
    }

    private static boolean of(String text, String version) {
        Matcher head = HEAD.matcher(text.lines().findFirst().orElse(""));
        assertThat(head.matches()).isTrue();
        return version.compareTo(head.group(1)) >= 0 && (head.group(2) == null || version.startsWith(head.group(2)));
    }

    private static ObjectNode contract(String text, String version) throws IOException {
        FaultCollector faults = new FaultCollector("c");
        ObjectNode contract = (ObjectNode)
                JSON.readTree(CanonicalJson.write(Yaml.read(text, faults).get(0)));
        assertThat(faults.all()).isEmpty();
        return contract.put("apiVersion", "v" + version);
    }

    /** A value put at a place; empty: the key is left out. */
    private record Change(String file, String pointer, String key, String value) {
        String text() {
            return "%s %s/%s = %s".formatted(file, pointer, key, value);
        }

        ObjectNode applied(ObjectNode base) throws IOException {
            ObjectNode copy = base.deepCopy();
            JsonNode owner = copy.at(pointer);
            if (owner instanceof ObjectNode object) {
                if (value.isEmpty()) {
                    object.remove(key);
                } else {
                    object.set(key, JSON.readTree(value));
                }
            } else {
                ((ArrayNode) owner).set(Integer.parseInt(key), JSON.readTree(value));
            }
            return copy;
        }
    }

    private static List<Change> changes(ObjectNode base, String file) {
        Set<String> keys = new TreeSet<>();
        keys(base, keys);
        List<Change> changes = new ArrayList<>();
        changes(base, "", file, List.copyOf(keys), changes);
        return changes;
    }

    private static void keys(JsonNode node, Set<String> keys) {
        node.fieldNames().forEachRemaining(keys::add);
        node.forEach(child -> keys(child, keys));
    }

    private static void changes(JsonNode node, String pointer, String file, List<String> keys, List<Change> changes) {
        if (node instanceof ObjectNode object) {
            if (pointer.isEmpty() && file.startsWith("server-")) {
                changes(object.get("servers"), "/servers", file, keys, changes);
                return;
            }
            object.fieldNames().forEachRemaining(key -> {
                if (!key.equals("apiVersion")) {
                    changes.add(new Change(file, pointer, key, ""));
                    VALUES.forEach(value -> changes.add(new Change(file, pointer, key, value)));
                }
                changes(object.get(key), pointer + "/" + key, file, keys, changes);
            });
            changes.add(new Change(file, pointer, "unheardOf", "1"));
            for (int i = Math.floorMod(pointer.hashCode(), STEP); i < keys.size(); i += STEP) {
                if (!object.has(keys.get(i))) {
                    changes.add(new Change(file, pointer, keys.get(i), "\"text\""));
                }
            }
        } else if (node instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                for (String value : VALUES) {
                    changes.add(new Change(file, pointer, String.valueOf(i), value));
                }
                changes(list.get(i), pointer + "/" + i, file, keys, changes);
            }
        }
    }
}
