package io.assay.warehouse.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.definition.InvalidDefinitionException;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.FeatureType.Scalar;
import io.assay.definition.feature.FeatureView;
import io.assay.definition.project.DefinitionReader;
import io.assay.warehouse.GoldenFile;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DefinitionRecordJsonTest {
    private static final String VIEW = """
            {"entities":{"product":{"join_keys":{"product":"string"}}},"latest":[{"name":"amount","of":"amount"}],"source":{"dataset":"orders","event_time":"placed_at"},"view":"price"}""";

    private static final DefinitionRecord CONTRACT = new DefinitionRecord(
            DefinitionKind.CONTRACT, "c", "1.0.0", "{\"bound\":1.50,\"id\":\"c\"}", Map.of(), true);

    @Test
    void theVersionIsTheLastFieldAndTheRestIsKeptToTheLetter() {
        String stored = DefinitionRecordJson.json(CONTRACT);

        assertThat(stored).isEqualTo("{\"bound\":1.50,\"id\":\"c\",\"format_version\":2}");
        assertThat(read(CONTRACT, stored)).isEqualTo(CONTRACT);
        assertThat(DefinitionRecordJson.features(CONTRACT)).isNull();
    }

    @Test
    void aDefinitionWithoutAVersionIsReadAsItIs() {
        assertThat(read(CONTRACT, CONTRACT.json())).isEqualTo(CONTRACT);
    }

    @Test
    void aVersionInsideTheDefinitionIsTheDefinitionsOwn() {
        String json = "{\"a\":{\"format_version\":9}}";

        assertThat(read(CONTRACT, json).json()).isEqualTo(json);
    }

    @Test
    void anEmptyDefinitionHasAVersionToo() {
        DefinitionRecord empty = new DefinitionRecord(DefinitionKind.PROJECT, "p", "0", "{}", Map.of(), true);

        assertThat(DefinitionRecordJson.json(empty)).isEqualTo("{\"format_version\":2}");
        assertThat(read(empty, "{\"format_version\":2}")).isEqualTo(empty);
    }

    @Test
    void aLaterFormatIsRefusedByName() {
        assertThatThrownBy(() -> read(CONTRACT, "{\"id\":\"c\",\"format_version\":3}"))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessage("contract c: its format is version 3, and this version of Assay reads up to 2; "
                        + "use the version of Assay that wrote it, or a later one");
    }

    @Test
    void malformedJsonIsRefused() {
        assertThatThrownBy(() -> read(CONTRACT, "[]"))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessage("assay/definitions: '[]' is not a JSON object; compute or ingest again");
    }

    @Test
    void aViewIsStoredWithTheTypesOfItsFeatures() throws IOException {
        FeatureView view = DefinitionReader.view(VIEW);
        DefinitionRecord live = DefinitionRecord.liveView(view, Map.of("amount", FeatureType.of(Scalar.DOUBLE)));
        String json = DefinitionRecordJson.json(live);
        String features = DefinitionRecordJson.features(live);

        GoldenFile.assertSame("definition-view.txt", "json %s\nfeatures %s\n".formatted(json, features));
        assertThat(DefinitionRecordJson.read(live.kind(), live.name(), live.version(), json, features, true))
                .isEqualTo(live);
    }

    private static DefinitionRecord read(DefinitionRecord definition, String json) {
        return DefinitionRecordJson.read(
                definition.kind(), definition.name(), definition.version(), json, null, definition.live());
    }
}
