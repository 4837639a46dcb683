package io.assay.definition.project;

import io.assay.definition.InvalidDefinitionException;
import io.assay.definition.contract.ContractChange;
import io.assay.definition.contract.ContractChange.Party;
import io.assay.definition.contract.DataContract;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.DatasetName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares two versions of a project or a contract: what changed, whom it breaks, and what uses it. */
public final class VersionComparison {
    private final Version before;
    private final Version after;
    private final List<Difference> differences = new ArrayList<>();

    private VersionComparison(Version before, Version after) {
        this.before = before;
        this.after = after;
    }

    /**
     * One difference.
     *
     * @param subject what changed, such as {@code dataset flights}
     * @param uses the definitions that use it, such as {@code view carrier_delays}; empty unless it breaks readers
     */
    public record Difference(String subject, ContractChange change, List<String> uses) {
        public Difference {
            uses = List.copyOf(uses);
        }
    }

    /** One of the two: all its datasets, and the project where there is one. */
    private record Version(
            Optional<String> contract, Map<DatasetName, DatasetContract> datasets, Optional<Project> project) {
        static Version of(DataContract contract) {
            Map<DatasetName, DatasetContract> datasets = new LinkedHashMap<>();
            contract.datasets().forEach(dataset -> datasets.put(dataset.name(), dataset));
            return new Version(Optional.of(contract.id()), datasets, Optional.empty());
        }

        /** The part that a contract on its own can be compared with: what has its id. */
        Version of(String id) {
            return project.map(known -> known.contracts().get(id))
                    .map(contract ->
                            new Version(Optional.of(id), Version.of(contract).datasets(), project))
                    .orElse(this);
        }
    }

    /**
     * The differences from {@code before} to {@code after}, each a project folder or an ODCS file. Faults of
     * {@code before} do not matter, as far as it can be read.
     *
     * @throws InvalidDefinitionException if one of them cannot be read
     */
    public static List<Difference> between(Path before, Path after, Optional<String> env) {
        Version old = read(before, env);
        Version now = read(after, env);
        VersionComparison comparison = new VersionComparison(
                now.contract().map(old::of).orElse(old),
                old.contract().map(now::of).orElse(now));
        comparison.datasets();
        if (old.project().isPresent() && now.project().isPresent()) {
            comparison.differences.addAll(
                    new DefinitionComparison(old.project().get(), now.project().get()).differences());
        }
        return List.copyOf(comparison.differences);
    }

    private static Version read(Path path, Optional<String> env) {
        if (Files.isDirectory(path)) {
            ProjectReader reader = new ProjectReader(path, System.getenv());
            Optional<Project> project = reader.read(env);
            if (project.isEmpty()) {
                throw new InvalidDefinitionException(reader.faults());
            }
            return new Version(Optional.empty(), project.get().datasets(), project);
        }
        ProjectFile file = ProjectFile.read(path);
        Optional<DataContract> contract = DefinitionReader.contract(file);
        if (contract.isEmpty()) {
            throw new InvalidDefinitionException(file.faults().all());
        }
        return Version.of(contract.get());
    }

    private void datasets() {
        before.datasets().forEach((name, old) -> {
            DatasetContract now = after.datasets().get(name);
            if (now == null) {
                add(name, gone(name));
            } else {
                ContractChange.between(old, now).forEach(change -> add(name, change));
            }
        });
        after.datasets().keySet().stream()
                .filter(name -> !before.datasets().containsKey(name))
                .forEach(name -> add(
                        name, new ContractChange(name.value(), Optional.empty(), "the dataset is new", Set.of(), "")));
    }

    private static ContractChange gone(DatasetName name) {
        return new ContractChange(
                name.value(),
                Optional.empty(),
                "the dataset is gone",
                Set.of(Party.READERS, Party.WRITERS),
                "keep its contract until nobody uses it");
    }

    private void add(DatasetName dataset, ContractChange change) {
        List<String> uses = new ArrayList<>();
        if (change.breaksReaders()) {
            for (Version version : List.of(before, after)) {
                version
                        .project()
                        .map(project -> new DatasetUses(project).of(dataset, change.column()))
                        .orElse(List.of())
                        .stream()
                        .filter(use -> !uses.contains(use))
                        .forEach(uses::add);
            }
        }
        differences.add(new Difference("dataset " + dataset, change, uses));
    }
}
