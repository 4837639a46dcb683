package io.assay.definition.project;

import io.assay.definition.InvalidDefinitionException;
import io.assay.definition.contract.DataContract;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.DatasetName;
import io.assay.definition.feature.Entity;
import io.assay.definition.feature.EntityName;
import io.assay.definition.feature.FeatureService;
import io.assay.definition.feature.FeatureView;
import io.assay.definition.feature.ServiceName;
import io.assay.definition.feature.ViewName;
import io.assay.definition.model.ModelDefinition;
import io.assay.definition.model.ModelName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A project, read and checked. Entry type of this module. */
public record Project(
        Path folder,
        Settings settings,
        Map<String, DataContract> contracts,
        Map<DatasetName, DatasetContract> datasets,
        Map<EntityName, Entity> entities,
        Map<ViewName, FeatureView> views,
        Map<ServiceName, FeatureService> services,
        Map<ModelName, ModelDefinition> models) {
    public Project {
        contracts = ordered(contracts);
        datasets = ordered(datasets);
        entities = ordered(entities);
        views = ordered(views);
        services = ordered(services);
        models = ordered(models);
    }

    /**
     * Reads and checks the project in {@code folder}; {@code ${NAME}} is filled in from the process's environment.
     *
     * @param env merges {@code assay.ENV.yaml} over {@code assay.yaml}
     * @throws InvalidDefinitionException with every fault there is
     */
    public static Project read(Path folder, Optional<String> env) {
        return read(folder, env, System.getenv());
    }

    /** The same, with the variables given. */
    public static Project read(Path folder, Optional<String> env, Map<String, String> variables) {
        ProjectReader reader = new ProjectReader(folder, variables);
        Optional<Project> project = reader.read(env);
        if (!reader.faults().isEmpty()) {
            throw new InvalidDefinitionException(reader.faults());
        }
        return project.orElseThrow();
    }

    /**
     * The project as far as it can be read: what has faults is left out, only {@code assay.yaml} must have none. For a
     * command that writes one of its files, which a shell has emptied before.
     */
    public static Project asFarAsReadable(Path folder, Optional<String> env) {
        ProjectReader reader = new ProjectReader(folder, System.getenv());
        Optional<Project> project = reader.read(env);
        return project.orElseThrow(() -> new InvalidDefinitionException(reader.faults()));
    }

    /** What is wrong, and what is not executed, in a project folder or in one ODCS file. Does not throw for a fault. */
    public static CheckResult check(Path path, Optional<String> env) {
        if (Files.isDirectory(path)) {
            ProjectReader reader = new ProjectReader(path, System.getenv());
            reader.read(env);
            return new CheckResult(path.toString(), reader.faults(), reader.notes());
        }
        ProjectFile file = ProjectFile.read(path);
        DefinitionReader.contract(file);
        return new CheckResult(
                path.toString(),
                file.faults().all(),
                file.faults().notes().stream()
                        .map(note -> new CheckResult.Note(path.toString(), note.line(), note.at(), note.what()))
                        .toList());
    }

    /** The contract of a dataset. */
    public Optional<DataContract> contractOf(DatasetName dataset) {
        return contracts.values().stream()
                .filter(c -> c.datasets().stream().anyMatch(d -> d.name().equals(dataset)))
                .findFirst();
    }

    private static <K, V> Map<K, V> ordered(Map<K, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
