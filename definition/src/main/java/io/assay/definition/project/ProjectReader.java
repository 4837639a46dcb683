package io.assay.definition.project;

import io.assay.definition.Fault;
import io.assay.definition.contract.DataContract;
import io.assay.definition.contract.Dataset;
import io.assay.definition.contract.DatasetName;
import io.assay.definition.feature.Entity;
import io.assay.definition.feature.EntityName;
import io.assay.definition.feature.FeatureService;
import io.assay.definition.feature.FeatureView;
import io.assay.definition.feature.ServiceName;
import io.assay.definition.feature.ViewName;
import io.assay.definition.internal.document.Faults;
import io.assay.definition.internal.document.Fields;
import io.assay.definition.internal.document.Node;
import io.assay.definition.internal.feature.EntityReader;
import io.assay.definition.internal.feature.ModelReader;
import io.assay.definition.internal.feature.ServiceReader;
import io.assay.definition.internal.feature.ViewReader;
import io.assay.definition.internal.odcs.ContractReader;
import io.assay.definition.internal.odcs.Registry;
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
    private final List<SourceFile> files = new ArrayList<>();
    private final Map<String, DataContract> contracts = new LinkedHashMap<>();
    private final Map<DatasetName, Dataset> datasets = new LinkedHashMap<>();
    private final Map<String, Entity> entities = new LinkedHashMap<>();
    private final Map<ViewName, FeatureView> views = new LinkedHashMap<>();
    private final Map<ServiceName, FeatureService> services = new LinkedHashMap<>();
    private final Map<ModelName, ModelDefinition> models = new LinkedHashMap<>();
    private final Set<String> faulty = new LinkedHashSet<>();
    private final Seen seen = new Seen();

    ProjectReader(Path folder, Map<String, String> variables) {
        this.folder = folder;
        this.variables = variables;
    }

    /** The project; whether it can be used, {@link #faults()} say. */
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

    List<Findings.Note> notes() {
        return files.stream()
                .flatMap(file -> file.faults().notes().stream()
                        .map(note -> new Findings.Note(file.path().toString(), note.line(), note.at(), note.what())))
                .toList();
    }

    /** The settings alone; nothing but {@code assay.yaml} and the environment's file is opened. */
    Optional<Settings> settings(Optional<String> env) {
        Path path = folder.resolve("assay.yaml");
        if (!Files.exists(path)) {
            Faults faults = new Faults(path.toString());
            faults.add(
                    0,
                    "file",
                    "there is no assay.yaml: not a project",
                    "name a project's folder, or run: assay init DIR");
            files.add(new SourceFile(path, List.of(), faults));
            return Optional.empty();
        }
        SourceFile base = opened(SourceFile.read(path));
        if (base.documents().isEmpty()) {
            if (base.faults().none()) {
                base.faults().add(0, "document", "the file is empty", "add assay: 1 and project: NAME");
            }
            return Optional.empty();
        }
        Node root = base.documents().get(0);
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
        SourceFile over = opened(SourceFile.read(overlay));
        Node laid = over.documents().isEmpty()
                ? root
                : SettingsReader.laid(root, over.documents().get(0));
        return laid(root, laid, base.faults(), over.faults());
    }

    /** Reads what an environment was laid over; a fault that the file beneath has alone is told of that one. */
    private Optional<Settings> laid(Node root, Node laid, Faults base, Faults over) {
        Faults alone = new Faults("");
        new SettingsReader(folder, variables, alone).read(root);
        Faults together = new Faults("");
        Optional<Settings> settings = new SettingsReader(folder, variables, together).read(laid);
        for (Fault fault : together.all()) {
            Faults owner = alone.all().contains(fault) ? base : over;
            owner.add(fault.line(), fault.at(), fault.what(), fault.fix());
        }
        return settings;
    }

    private SourceFile opened(SourceFile file) {
        files.add(file);
        return file;
    }

    private void readContracts() {
        List<SourceFile> sources = SourceFile.in(folder.resolve("contracts"), List.of(".odcs.yaml", ".odcs.yml"));
        misnamed(folder.resolve("contracts"));
        Registry registry = new Registry(Registry.Scope.PROJECT);
        sources.forEach(file -> file.documents().forEach(registry::add));
        for (SourceFile file : sources) {
            opened(file);
            for (Node document : file.documents()) {
                ContractReader.read(document, registry, file.faults())
                        .ifPresent(contract -> contract(contract, document, file));
            }
        }
    }

    /** A contract under another name would be missed without a word. */
    private void misnamed(Path contracts) {
        for (SourceFile file : SourceFile.in(contracts, YAML)) {
            if (!file.path().toString().matches(".*\\.odcs\\.ya?ml")) {
                Faults faults = new Faults(file.path().toString());
                faults.note(
                        new Node.Scalar(0, "file", "", Node.Kind.NULL), "not read: contracts are named *.odcs.yaml");
                files.add(new SourceFile(file.path(), List.of(), faults));
            }
        }
    }

    private void contract(DataContract contract, Node document, SourceFile file) {
        seen.once("contract", contract.id(), document, file.faults());
        contracts.putIfAbsent(contract.id(), contract);
        for (Dataset dataset : contract.datasets()) {
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
        SourceFile file = opened(SourceFile.read(path));
        for (Node document : file.documents()) {
            Optional<Fields> fields = Fields.of(document, file.faults());
            fields.flatMap(f -> f.fields("entities"))
                    .ifPresent(inner -> inner.node().entries().forEach((name, node) -> {
                        if (seen.once("entity", name, node, file.faults())) {
                            EntityReader.read(name, node, file.faults())
                                    .ifPresent(entity -> entities.put(name, entity));
                        }
                    }));
            fields.ifPresent(Fields::done);
        }
    }

    private void readViews() {
        for (SourceFile file : SourceFile.in(folder.resolve("views"), YAML)) {
            opened(file);
            for (Node document : file.documents()) {
                int before = file.faults().all().size();
                Optional<FeatureView> view = new ViewReader(entities, file.faults()).read(document);
                view.ifPresent(known -> {
                    new ViewCheck(datasets, file.faults()).check(known, document);
                    if (seen.once("view", known.name().value(), document, file.faults())) {
                        views.put(known.name(), known);
                    }
                });
                if (file.faults().all().size() > before) {
                    Seen.name(document, "view").ifPresent(faulty::add);
                }
            }
        }
    }

    private void readServices() {
        for (SourceFile file : SourceFile.in(folder.resolve("services"), YAML)) {
            opened(file);
            for (Node document : file.documents()) {
                new ServiceReader(this, file.faults()).read(document).ifPresent(service -> {
                    if (seen.once("service", service.name().value(), document, file.faults())) {
                        services.put(service.name(), service);
                    }
                });
            }
        }
    }

    private void readModels() {
        for (SourceFile file : SourceFile.in(folder.resolve("models"), YAML)) {
            opened(file);
            for (Node document : file.documents()) {
                new ModelReader(file.faults()).read(document).ifPresent(model -> {
                    new ModelCheck(datasets, views, services, file.faults()).check(model, document);
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
