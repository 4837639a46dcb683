package io.assay.warehouse;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.definition.InvalidDefinitionException;
import io.assay.definition.project.DefinitionReader;
import io.assay.definition.project.Project;
import io.assay.warehouse.dataset.DatasetColumns;
import io.assay.warehouse.feature.FeatureLogColumns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
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
    void noContractMayDeclareAColumnOfEveryDataset(String column, @TempDir Path project) throws IOException {
        Files.writeString(project.resolve("assay.yaml"), "assay: 1\nproject: p\nwarehouse: warehouse\n");
        Files.createDirectory(project.resolve("contracts"));
        Files.writeString(project.resolve("contracts/t.odcs.yaml"), """
                {"kind":"DataContract","apiVersion":"v3.1.0","id":"c","version":"1.0.0","status":"active",
                "schema":[{"name":"t","properties":[{"name":"%s","logicalType":"string"}]}]}""".formatted(column));

        assertThatThrownBy(() -> Project.read(project, Optional.empty()))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining("'%s' cannot be a column's name".formatted(column));
    }

    @ParameterizedTest
    @MethodSource("featureLogColumns")
    void noEntityMayHaveAJoinKeyNamedAsAColumnOfFeatureLogs(String column) {
        assertThatThrownBy(() -> DefinitionReader.entity("{\"e\":{\"join_keys\":{\"%s\":\"long\"}}}".formatted(column)))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining("feature tables have a column by this name");
    }
}
