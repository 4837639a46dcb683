package io.assay.definition.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.assay.definition.internal.document.CanonicalJson;
import io.assay.definition.internal.document.FaultCollector;
import io.assay.definition.internal.document.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Contracts in the manner of the standard's own examples are valid by its schema, and {@code check} has no fault. */
final class StandardExamplesTest {
    private static final Path RESOURCES = Path.of("src", "test", "resources", "odcs");
    private static final Pattern VERSION = Pattern.compile("(?m)^apiVersion: (v[0-9.]+)$");

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(RESOURCES.resolve("examples"))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void haveNoFault(Path example) throws IOException {
        String text = Files.readString(example);
        Matcher version = VERSION.matcher(text);
        assertThat(version.find()).isTrue();
        String json = CanonicalJson.write(
                Yaml.read(text, new FaultCollector("example")).get(0));
        String schema =
                Files.readString(RESOURCES.resolve("schema/odcs-json-schema-%s.json".formatted(version.group(1))));
        assertThat(JsonSchemaFactory.getInstance(VersionFlag.V201909)
                        .getSchema(schema)
                        .validate(new ObjectMapper().readTree(json)))
                .isEmpty();
        CheckResult result = Project.check(example, Optional.empty());
        assertThat(result.faults()).isEmpty();
        assertThat(result.notes()).noneMatch(note -> note.what().contains("contradict"));
    }
}
