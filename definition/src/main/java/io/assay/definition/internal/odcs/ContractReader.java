package io.assay.definition.internal.odcs;

import io.assay.definition.contract.DataContract;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.SourceFormat;
import io.assay.definition.internal.document.CanonicalJson;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import io.assay.definition.internal.document.FieldReader;
import io.assay.definition.internal.odcs.standard.ContractDocument;
import io.assay.definition.internal.odcs.standard.OdcsVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one ODCS document, of a YAML file or of canonical JSON. */
public final class ContractReader {
    private ContractReader() {}

    /** The contract of a document; {@code faults} say whether it can be used. */
    public static Optional<DataContract> read(
            ContractDocument document, SchemaObjects registry, FaultCollector faults) {
        if (document.version() == OdcsVersion.V3_2) {
            faults.note(
                    document.root().entries().getOrDefault("apiVersion", document.root()),
                    "ODCS 3.2 is read as 3.1: its additions are not executed, but enum");
        }
        return FieldReader.of(document.root(), faults)
                .map(fields -> contract(fields, ContractContext.of(document, registry, faults)));
    }

    private static DataContract contract(FieldReader fields, ContractContext reading) {
        Optional<String> id = fields.text("id");
        Optional<String> version = fields.text("version");
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
        return new DataContract(
                id.orElse("?"),
                version.orElse("?"),
                fields.text("apiVersion").orElse("?"),
                fields.text("name"),
                new ServiceLevelReader(fields, reading).addTo(datasets, fields),
                reading.faults().notes(),
                CanonicalJson.write(fields.node()));
    }
}
