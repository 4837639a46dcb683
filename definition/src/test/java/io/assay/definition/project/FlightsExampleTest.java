package io.assay.definition.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.Fault;
import io.assay.definition.contract.DatasetName;
import io.assay.definition.feature.ViewName;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The flights example as its readers see it. */
final class FlightsExampleTest {
    private static final Path EXAMPLE = Path.of("..", "examples", "flights");

    @Test
    void hasNoFault() {
        assertThat(Project.check(EXAMPLE, Optional.empty()).faults())
                .extracting(Fault::text)
                .isEmpty();
    }

    @Test
    void everyDefinitionIsReadBackFromItsJson() {
        Project project = Project.read(EXAMPLE, Optional.empty(), Map.of());
        assertThat(project.datasets()).hasSize(5).containsKey(new DatasetName("flights"));
        assertThat(project.views()).containsKey(new ViewName("carrier_delays"));
        project.contracts()
                .values()
                .forEach(contract -> assertThat(
                                DefinitionReader.contract(contract.json()).json())
                        .isEqualTo(contract.json()));
        project.views()
                .values()
                .forEach(view -> assertThat(DefinitionReader.view(view.json())).isEqualTo(view));
        project.services()
                .values()
                .forEach(service ->
                        assertThat(DefinitionReader.service(service.json())).isEqualTo(service));
        project.models()
                .values()
                .forEach(model ->
                        assertThat(DefinitionReader.model(model.json())).isEqualTo(model));
        project.entities()
                .values()
                .forEach(entity -> assertThat(DefinitionReader.entity(DefinitionReader.json(entity)))
                        .isEqualTo(entity));
    }
}
