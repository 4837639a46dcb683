package io.assay.warehouse;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.definition.InvalidDefinitionException;
import io.assay.definition.project.DefinitionReader;
import io.assay.warehouse.dataset.DatasetColumns;
import io.assay.warehouse.feature.FeatureLogColumns;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a table has by itself, no definition can have: {@code definition} keeps its own lists of these names. */
final class ReservedColumnsTest {
    static Stream<String> datasetColumns() {
        return DatasetColumns.SCHEMA.names().stream();
    }

    static Stream<String> featureLogColumns() {
        return Stream.concat(
                FeatureLogColumns.LATEST.stream(), Stream.of(FeatureLogColumns.TILE, FeatureLogColumns.EVENTS));
    }

    @ParameterizedTest
    @MethodSource("datasetColumns")
    void noContractMayDeclareAColumnOfEveryDataset(String column) {
        String contract = """
                {"kind":"DataContract","apiVersion":"v3.1.0","id":"c","version":"1.0.0","status":"active",
                "schema":[{"name":"t","properties":[{"name":"%s","logicalType":"string"}]}]}""".formatted(column);

        assertThatThrownBy(() -> DefinitionReader.contract(contract))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining(column);
    }

    @ParameterizedTest
    @MethodSource("featureLogColumns")
    void noEntityMayHaveAJoinKeyNamedAsAColumnOfFeatureLogs(String column) {
        assertThatThrownBy(() -> DefinitionReader.entity("{\"e\":{\"join_keys\":{\"%s\":\"long\"}}}".formatted(column)))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining("feature tables have a column by this name");
    }
}
