package io.assay.definition.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.definition.InvalidDefinitionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void aProject() throws IOException {
        Files.writeString(folder.resolve("assay.yaml"), """
                assay: 1
                project: trips
                warehouse: ${WHERE:-warehouse}
                catalog: {type: jdbc, namespace: a}
                spark: {spark.sql.shuffle.partitions: 2}
                """);
    }

    private Settings read(Optional<String> env, Map<String, String> variables) {
        return Project.read(folder, env, variables).settings();
    }

    @Test
    void onlyAssayYamlIsNeeded() {
        Settings settings = read(Optional.empty(), Map.of());
        assertThat(settings.warehouse()).isEqualTo(folder.resolve("warehouse").toString());
        assertThat(settings.online().store()).isEqualTo("embedded");
        assertThat(settings.spark()).containsExactly(Map.entry("spark.sql.shuffle.partitions", "2"));
    }

    @Test
    void variablesAreFilledIn() {
        assertThat(read(Optional.empty(), Map.of("WHERE", "s3a://bucket/x")).warehouse())
                .isEqualTo("s3a://bucket/x");
    }

    @Test
    void anEnvironmentOverridesTheSettings() throws IOException {
        Files.writeString(
                folder.resolve("assay.prod.yaml"),
                "warehouse: hdfs://a/b\ncatalog: {uri: \"jdbc:postgresql://h/d\"}\n");
        Settings settings = read(Optional.of("prod"), Map.of());
        assertThat(settings.project()).isEqualTo("trips");
        assertThat(settings.warehouse()).isEqualTo("hdfs://a/b");
        assertThat(settings.catalog().namespace()).contains("a");
        assertThat(settings.catalog().uri()).contains("jdbc:postgresql://h/d");
    }

    @Test
    void anEnvironmentThatIsNotThereIsAFault() {
        assertThatThrownBy(() -> read(Optional.of("prod"), Map.of()))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessage(
                        folder.resolve("assay.yaml")
                                + ": --env: there is no assay.prod.yaml; add it beside assay.yaml, or name another environment");
    }

    @Test
    void retentionIsReadAsSpans() throws IOException {
        Files.writeString(
                folder.resolve("assay.yaml"),
                "assay: 1\nproject: trips\nretention: {snapshots: 2d, quarantine: 90d}\n");
        assertThat(read(Optional.empty(), Map.of()).retention())
                .isEqualTo(new Settings.KeptFor(
                        Optional.of(Duration.ofDays(2)), Optional.empty(), Optional.of(Duration.ofDays(90))));
        Files.writeString(folder.resolve("assay.yaml"), "assay: 1\nproject: trips\nretention: {held: soon, log: 1d}\n");
        assertThat(Project.check(folder, Optional.empty()).faults())
                .extracting(fault -> fault.at() + ": " + fault.what())
                .containsExactlyInAnyOrder("retention.held: 'soon' is not a span", "retention.log: unknown key 'log'");
    }

    @Test
    void aFaultNamesItsFile() throws IOException {
        Files.writeString(folder.resolve("assay.yaml"), "assay: 1\nproject: trips\nonline: {store: redis}\n");
        Files.writeString(folder.resolve("assay.prod.yaml"), "catalog: {type: glue}\n");
        assertThat(Project.check(folder, Optional.of("prod")).faults())
                .extracting(fault -> Path.of(fault.path()).getFileName() + ":" + fault.line() + " " + fault.at())
                .containsExactly("assay.yaml:3 online.store", "assay.prod.yaml:1 catalog.type");
    }
}
