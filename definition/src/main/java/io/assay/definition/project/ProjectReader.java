package io.assay.definition.project;

import io.assay.definition.Fault;
import io.assay.definition.contract.DataContract;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.DatasetName;
import io.assay.definition.feature.Entity;
import io.assay.definition.feature.EntityName;
import io.assay.definition.feature.FeatureService;
import io.assay.definition.feature.FeatureView;
import io.assay.definition.feature.ServiceName;
import io.assay.definition.feature.ViewName;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import io.assay.definition.internal.document.FieldReader;
import io.assay.definition.internal.feature.EntityReader;
import io.assay.definition.internal.feature.ModelReader;
import io.assay.definition.internal.feature.ServiceReader;
import io.assay.definition.internal.feature.ViewReader;
import io.assay.definition.internal.odcs.ContractReader;
import io.assay.definition.internal.odcs.SchemaObjects;
import io.assay.definition.internal.odcs.standard.ContractDocument;
import io.assay.definition.model.ModelDefinition;
import io.assay.definition.model.ModelName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads all files of a project in the order they build on each other, and keeps every fault. */
final class ProjectReader implements ServiceReader.Views {
    private static final List<String> YAML = List.of(".yaml", ".yml");
    private final Path folder;
    private final Map<String, String> variables;
    private final List<ProjectFile> files = new ArrayList<>();
    private final Map<String, DataContract> contracts = new LinkedHashMap<>();
    private final Map<DatasetName, DatasetContract> datasets = new LinkedHashMap<>();
    private final Map<String, Entity> entities = new LinkedHashMap<>();
    private final Map<ViewName, FeatureView> views = new LinkedHashMap<>();
    private final Map<ServiceName, FeatureService> services = new LinkedHashMap<>();
    private final Map<ModelName, ModelDefinition> models = new LinkedHashMap<>();
    private final Set<String> faulty = new LinkedHashSet<>();
    private final Set<DatasetName> unsure = new LinkedHashSet<>();
    /** Whether some contract, or a dataset's columns, cannot be read at all, so that nothing is known of them. */
    private boolean unread;

    private final UsedNames seen = new UsedNames();

    ProjectReader(Path folder, Map<String, String> variables) {
        this.folder = folder;
        this.variables = variables;
    }

    /** The project; {@link #faults()} say whether it can be used. */
    Optional<Project> read(Optional<String> env) {
        Optional<Settings> settings = settings(env);
        readContracts();
        readEntities();
        readViews();
        readServices();
        readModels();
        Map<EntityName, Entity> named = new LinkedHashMap<>();
        entities.values().forEach(entity -> named.put(entity.name(), entity));
        return settings.map(known -> new Project(folder, known, contracts, datasets, named, views, services, models));
    }

    List<Fault> faults() {
        return files.stream().flatMap(file -> file.faults().all().stream()).toList();
    }

    List<CheckResult.Note> notes() {
        return files.stream()
                .flatMap(file -> file.faults().notes().stream()
                        .map(note -> new CheckResult.Note(file.path().toString(), note.line(), note.at(), note.what())))
                .toList();
    }

    /** The settings alone; nothing but {@code assay.yaml} and the environment's file is opened. */
    Optional<Settings> settings(Optional<String> env) {
        Path path = folder.resolve("assay.yaml");
        if (!Files.exists(path)) {
            FaultCollector faults = new FaultCollector(path.toString());
            faults.add(
                    0,
                    "file",
                    "there is no assay.yaml: not a project",
                    "name a project's folder, or run: assay init DIR");
            files.add(new ProjectFile(path, List.of(), faults));
            return Optional.empty();
        }
        ProjectFile base = opened(ProjectFile.read(path));
        if (base.documents().isEmpty()) {
            if (base.faults().none()) {
                base.faults().add(0, "document", "the file is empty", "add assay: 1 and project: NAME");
            }
            return Optional.empty();
        }
        DocumentNode root = base.documents().get(0);
        if (env.isEmpty()) {
            return new SettingsReader(folder, variables, base.faults()).read(root);
        }
        Path overlay = folder.resolve("assay.%s.yaml".formatted(env.get()));
        if (!Files.exists(overlay)) {
            base.faults()
                    .add(
                            0,
                            "--env",
                            "there is no %s".formatted(overlay.getFileName()),
                            "add it beside assay.yaml, or name another environment");
            return Optional.empty();
        }
        ProjectFile over = opened(ProjectFile.read(overlay));
        DocumentNode merged = over.documents().isEmpty()
                ? root
                : SettingsReader.merged(root, over.documents().get(0));
        return merged(root, merged, base.faults(), over.faults());
    }

    /** Reads the merged settings; a fault of the base file alone is reported for that file. */
    private Optional<Settings> merged(
            DocumentNode root, DocumentNode merged, FaultCollector base, FaultCollector over) {
        FaultCollector alone = new FaultCollector("");
        new SettingsReader(folder, variables, alone).read(root);
        FaultCollector together = new FaultCollector("");
        Optional<Settings> settings = new SettingsReader(folder, variables, together).read(merged);
        for (Fault fault : together.all()) {
            FaultCollector owner = alone.all().contains(fault) ? base : over;
            owner.add(fault.line(), fault.at(), fault.what(), fault.fix());
        }
        return settings;
    }

    private ProjectFile opened(ProjectFile file) {
        files.add(file);
        return file;
    }

    private void readContracts() {
        List<ProjectFile> sources = ProjectFile.in(folder.resolve("contracts"), List.of(".odcs.yaml", ".odcs.yml"));
        misnamed(folder.resolve("contracts"));
        SchemaObjects registry = new SchemaObjects(SchemaObjects.Scope.PROJECT);
        List<Written> documents = new ArrayList<>();
        for (ProjectFile file : sources) {
            opened(file);
            for (DocumentNode node : file.documents()) {
                Optional<ContractDocument> read = ContractDocument.of(node, file.faults());
                read.ifPresent(document -> {
                    registry.add(document.root());
                    documents.add(new Written(document, file));
                });
                if (read.isEmpty()) {
                    registry.unread();
                    unread = true;
                }
            }
        }
        List<Runnable> checks = new ArrayList<>();
        documents.forEach(written -> contract(written, registry, checks));
        checks.forEach(Runnable::run); // once every contract is read
    }

    /** A contract, and its file. */
    private record Written(ContractDocument document, ProjectFile file) {}

    private void contract(Written written, SchemaObjects registry, List<Runnable> checks) {
        ContractDocument document = written.document();
        FaultCollector faults = written.file().faults();
        ContractReader.read(document, registry, faults).ifPresent(contract -> {
            contract(contract, document.root(), written.file());
            if (!document.sound()) {
                contract.datasets().forEach(dataset -> unsure.add(dataset.name()));
                unread |= contract.datasets().stream()
                        .anyMatch(dataset -> dataset.columns().isEmpty());
            }
            checks.add(() -> new ForeignKeyCheck(datasets, unsure, faults).check(contract, document.root()));
        });
    }

    /** A contract with another file name would be ignored silently. */
    private void misnamed(Path contracts) {
        for (ProjectFile file : ProjectFile.in(contracts, YAML)) {
            if (!file.path().toString().matches(".*\\.odcs\\.ya?ml")) {
                FaultCollector faults = new FaultCollector(file.path().toString());
                faults.note(
                        new DocumentNode.Scalar(0, "file", "", DocumentNode.Kind.NULL),
                        "not read: contracts are named *.odcs.yaml");
                files.add(new ProjectFile(file.path(), List.of(), faults));
            }
        }
    }

    private void contract(DataContract contract, DocumentNode document, ProjectFile file) {
        seen.once("contract", contract.id(), document, file.faults());
        contracts.putIfAbsent(contract.id(), contract);
        for (DatasetContract dataset : contract.datasets()) {
            if (seen.once("dataset", dataset.name().value(), document, file.faults())) {
                datasets.put(dataset.name(), dataset);
            }
        }
    }

    private void readEntities() {
        Path path = folder.resolve("entities.yaml");
        if (!Files.exists(path)) {
            return;
        }
        ProjectFile file = opened(ProjectFile.read(path));
        for (DocumentNode document : file.documents()) {
            Optional<FieldReader> fields = FieldReader.of(document, file.faults());
            fields.flatMap(f -> f.fields("entities"))
                    .ifPresent(inner -> inner.node().entries().forEach((name, node) -> {
                        if (seen.once("entity", name, node, file.faults())) {
                            EntityReader.read(name, node, file.faults())
                                    .ifPresent(entity -> entities.put(name, entity));
                        }
                    }));
            fields.ifPresent(FieldReader::done);
        }
    }

    private void readViews() {
        for (ProjectFile file : ProjectFile.in(folder.resolve("views"), YAML)) {
            opened(file);
            for (DocumentNode document : file.documents()) {
                int before = file.faults().all().size();
                Optional<FeatureView> view = new ViewReader(entities, file.faults()).read(document);
                view.ifPresent(known -> {
                    if (!unread || datasets.containsKey(known.source().dataset())) {
                        new ViewCheck(datasets, unsure, file.faults()).check(known, document);
                    }
                    if (seen.once("view", known.name().value(), document, file.faults())) {
                        views.put(known.name(), known);
                    }
                });
                if (file.faults().all().size() > before) {
                    UsedNames.name(document, "view").ifPresent(faulty::add);
                }
            }
        }
    }

    private void readServices() {
        for (ProjectFile file : ProjectFile.in(folder.resolve("services"), YAML)) {
            opened(file);
            for (DocumentNode document : file.documents()) {
                new ServiceReader(this, file.faults()).read(document).ifPresent(service -> {
                    if (seen.once("service", service.name().value(), document, file.faults())) {
                        services.put(service.name(), service);
                    }
                });
            }
        }
    }

    private void readModels() {
        for (ProjectFile file : ProjectFile.in(folder.resolve("models"), YAML)) {
            opened(file);
            for (DocumentNode document : file.documents()) {
                new ModelReader(file.faults()).read(document).ifPresent(model -> {
                    if (!unread) {
                        new ModelCheck(datasets, views, services, file.faults()).check(model, document);
                    }
                    if (seen.once("model", model.name().value(), document, file.faults())) {
                        models.put(model.name(), model);
                    }
                });
            }
        }
    }

    @Override
    public Optional<FeatureView> view(String name) {
        return views.values().stream()
                .filter(view -> view.name().value().equals(name))
                .findFirst();
    }

    @Override
    public List<String> names() {
        return views.keySet().stream().map(ViewName::value).toList();
    }

    @Override
    public boolean faulty(String name) {
        return faulty.contains(name);
    }
}
