package io.assay.definition.internal.odcs;

import io.assay.definition.contract.DataContract;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.SourceFormat;
import io.assay.definition.internal.document.CanonicalJson;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import io.assay.definition.internal.document.FieldReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one ODCS document, of a YAML file or of canonical JSON. */
public final class ContractReader {
    private static final List<String> DESCRIPTIVE = List.of(
            "status",
            "tenant",
            "dataProduct",
            "domain",
            "support",
            "price",
            "team",
            "roles",
            "slaDefaultElement",
            "contractCreatedTs");

    private ContractReader() {}

    /**
     * The contract; {@code faults} say whether it can be used. Empty if the document is not recognised as a contract.
     */
    public static Optional<DataContract> read(DocumentNode root, SchemaObjects registry, FaultCollector faults) {
        Optional<FieldReader> fields = FieldReader.of(root, faults);
        Optional<OdcsVersion> standard = fields.flatMap(f -> standard(f, faults));
        return standard.map(known -> contract(fields.orElseThrow(), new ContractContext(known, registry, faults)));
    }

    private static Optional<OdcsVersion> standard(FieldReader fields, FaultCollector faults) {
        Optional<String> kind = fields.required("kind", "add kind: DataContract");
        if (kind.isPresent() && !kind.get().equals("DataContract")) {
            faults.add(fields.place("kind"), "kind is '%s'".formatted(kind.get()), "write DataContract");
        }
        Optional<String> version = fields.required("apiVersion", "add apiVersion: v3.1.0");
        Optional<OdcsVersion> standard = version.flatMap(OdcsVersion::of);
        if (version.isPresent() && standard.isEmpty()) {
            faults.add(
                    fields.place("apiVersion"),
                    "ODCS %s is not in this version".formatted(version.get()),
                    "write the contract under v3.1.0 (v3.0.0 to v3.0.2 are read too)");
        }
        if (standard.filter(OdcsVersion.V3_2::equals).isPresent()) {
            faults.note(
                    fields.place("apiVersion"), "ODCS 3.2 is read as 3.1: its additions are not executed, but enum");
        }
        return standard;
    }

    private static DataContract contract(FieldReader fields, ContractContext reading) {
        Optional<String> id = fields.required("id", "give the contract an id that never changes");
        Optional<String> version = fields.required("version", "add version: 1.0.0");
        fields.required("status", "add status: active");
        Optional<SourceFormat> source = ServerReader.source(fields, reading);
        List<DatasetContract> datasets = new ArrayList<>();
        Map<String, DocumentNode> names = new HashMap<>();
        for (DocumentNode object : fields.items("schema")) {
            new DatasetReader(reading).read(object, source).ifPresent(dataset -> {
                DocumentNode other = names.putIfAbsent(dataset.name().value(), object);
                if (other == null) {
                    datasets.add(dataset);
                } else {
                    reading.faults()
                            .add(
                                    object,
                                    "duplicate dataset '%s' (as '%s'); first on line %d"
                                            .formatted(dataset.original(), dataset.name(), other.line()),
                                    "rename one of them");
                }
            });
        }
        if (!fields.has("schema")) {
            reading.faults().note(fields.node(), "a contract without schema: there is nothing to validate");
        }
        if (!fields.items("slaProperties").isEmpty()) {
            reading.faults().note(fields.place("slaProperties"), "service levels are not executed");
        }
        CustomProperties.of(fields, reading);
        DataContract contract = new DataContract(
                id.orElse("?"),
                version.orElse("?"),
                fields.text("apiVersion").orElse("?"),
                fields.text("name"),
                datasets,
                List.of(),
                CanonicalJson.write(fields.node()));
        reading.close(fields.allow(OdcsVersion.DESCRIPTIVE).allow(DESCRIPTIVE));
        return new DataContract(
                contract.id(),
                contract.version(),
                contract.apiVersion(),
                contract.name(),
                contract.datasets(),
                reading.faults().notes(),
                contract.json());
    }
}
