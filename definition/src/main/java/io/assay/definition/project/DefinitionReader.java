package io.assay.definition.project;

import io.assay.definition.InvalidDefinitionException;
import io.assay.definition.contract.DataContract;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.DatasetName;
import io.assay.definition.feature.Entity;
import io.assay.definition.feature.FeatureService;
import io.assay.definition.feature.FeatureService.Reference;
import io.assay.definition.feature.FeatureView;
import io.assay.definition.feature.ServiceName;
import io.assay.definition.feature.ViewName;
import io.assay.definition.internal.document.CanonicalJson;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import io.assay.definition.internal.document.FieldReader;
import io.assay.definition.internal.feature.DefinitionJson;
import io.assay.definition.internal.feature.EntityReader;
import io.assay.definition.internal.feature.ModelReader;
import io.assay.definition.internal.feature.ViewReader;
import io.assay.definition.internal.odcs.ContractReader;
import io.assay.definition.internal.odcs.SchemaObjects;
import io.assay.definition.internal.odcs.standard.ContractDocument;
import io.assay.definition.model.ModelDefinition;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Reads definitions back from the canonical JSON that runs keep, with the same parser that reads files. */
public final class DefinitionReader {
    private DefinitionReader() {}

    /**
     * One ODCS file on its own: foreign keys may point to datasets that are not in it.
     *
     * @throws InvalidDefinitionException with every fault there is
     */
    public static DataContract contractFile(Path file) {
        ProjectFile source = ProjectFile.read(file);
        Optional<DataContract> contract = contract(source);
        source.faults().raise();
        return contract.orElseThrow();
    }

    /** The contract of a file; what is wrong goes to the file's faults. */
    static Optional<DataContract> contract(ProjectFile source) {
        FaultCollector faults = source.faults();
        if (source.documents().size() != 1) {
            if (faults.none()) {
                boolean empty = source.documents().isEmpty();
                faults.add(
                        0,
                        "document",
                        empty ? "the file is empty" : "several documents in one contract file",
                        "write one contract a file");
            }
            return Optional.empty();
        }
        Optional<ContractDocument> document =
                ContractDocument.of(source.documents().get(0), faults);
        Optional<DataContract> contract = document.flatMap(known -> alone(known, faults));
        contract.filter(known -> faults.none()).ifPresent(known -> {
            Map<DatasetName, DatasetContract> datasets = new HashMap<>();
            known.datasets().forEach(dataset -> datasets.putIfAbsent(dataset.name(), dataset));
            new ForeignKeyCheck(datasets, Set.of(), faults.asNotes())
                    .check(known, source.documents().get(0));
        });
        return contract;
    }

    private static Optional<DataContract> alone(ContractDocument document, FaultCollector faults) {
        SchemaObjects registry = new SchemaObjects(SchemaObjects.Scope.ONE_FILE);
        registry.add(document.root());
        return ContractReader.read(document, registry, faults);
    }

    /** A contract from its {@link DataContract#json()}. */
    public static DataContract contract(String json) {
        return read(
                json,
                (node, faults) -> ContractDocument.kept(node, faults).flatMap(document -> alone(document, faults)));
    }

    /** An entity from {@link #json(Entity)}. */
    public static Entity entity(String json) {
        return read(
                json,
                (node, faults) -> FieldReader.of(node, faults)
                        .flatMap(fields ->
                                fields.node().entries().entrySet().stream().findFirst())
                        .flatMap(entry -> EntityReader.read(entry.getKey(), entry.getValue(), faults)));
    }

    /** A view from its {@link FeatureView#json()}; it contains its entities. */
    public static FeatureView view(String json) {
        return read(json, (node, faults) -> new ViewReader(Map.of(), faults).read(node));
    }

    /** A service from its {@link FeatureService#json()}; every feature is written out there. */
    public static FeatureService service(String json) {
        return read(
                json,
                (node, faults) -> FieldReader.of(node, faults)
                        .flatMap(fields -> fields.required("service", "name it")
                                .map(name -> new FeatureService(
                                        new ServiceName(name),
                                        fields.texts("features").stream()
                                                .map(DefinitionReader::reference)
                                                .toList(),
                                        json))));
    }

    private static Reference reference(String text) {
        int colon = text.indexOf(':');
        return new Reference(new ViewName(text.substring(0, colon)), text.substring(colon + 1));
    }

    /** A model from its {@link ModelDefinition#json()}. */
    public static ModelDefinition model(String json) {
        return read(json, (node, faults) -> new ModelReader(faults).read(node));
    }

    /** Canonical JSON of an entity. */
    public static String json(Entity entity) {
        return DefinitionJson.of(entity);
    }

    /** Canonical JSON of a project's settings, without addresses and properties, which can contain secrets. */
    public static String json(Settings settings) {
        return DefinitionJson.ofProject(
                settings.project(), settings.catalog().type(), settings.online().store());
    }

    private static <T> T read(String json, BiFunction<DocumentNode, FaultCollector, Optional<T>> reader) {
        FaultCollector faults = new FaultCollector("");
        DocumentNode node = CanonicalJson.read(json, faults);
        faults.raise();
        Optional<T> value = reader.apply(node, faults);
        faults.raise();
        return value.orElseThrow(
                () -> new InvalidDefinitionException("document", "says nothing", "write a definition"));
    }
}
