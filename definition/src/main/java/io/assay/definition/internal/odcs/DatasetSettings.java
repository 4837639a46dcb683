package io.assay.definition.internal.odcs;

import io.assay.definition.DurationText;
import io.assay.definition.contract.Adaptation;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.UniqueWithin;
import io.assay.definition.contract.WriteMode;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FieldReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Assay's settings of a schema object, from its custom properties. */
final class DatasetSettings {
    private final ContractContext reading;
    private final CustomProperties custom;

    DatasetSettings(ContractContext reading, FieldReader object) {
        this.reading = reading;
        this.custom = CustomProperties.of(
                object,
                reading,
                "writeMode",
                "orderBy",
                "deletedWhen",
                "replaceBy",
                "uniqueWithin",
                "maxQuarantined",
                "partitioning",
                "pin",
                "novelty",
                "nullValues");
    }

    WriteMode writeMode() {
        return custom.word("writeMode", WriteMode.class).orElse(WriteMode.APPEND);
    }

    UpdateReader updating(ColumnNames names, List<String> key, DocumentNode object) {
        return new UpdateReader(custom, reading.faults(), names, key, object);
    }

    UniqueWithin uniqueWithin() {
        Optional<DocumentNode.Scalar> scalar = custom.scalar("uniqueWithin");
        if (scalar.isEmpty() || scalar.get().text().equals("dataset")) {
            return new UniqueWithin.Dataset();
        }
        if (scalar.get().text().equals("batch")) {
            return new UniqueWithin.Batch();
        }
        if (DurationText.parse(scalar.get().text()).isEmpty()) {
            reading.faults()
                    .add(
                            scalar.get(),
                            "uniqueWithin is '%s'".formatted(scalar.get().text()),
                            "use dataset, batch or a span such as 7d");
        }
        return DurationText.parse(scalar.get().text())
                .<UniqueWithin>map(UniqueWithin.Span::new)
                .orElse(new UniqueWithin.Dataset());
    }

    double maxQuarantined() {
        Optional<BigDecimal> percent =
                custom.value("maxQuarantined").flatMap(node -> FieldReader.number(node, reading.faults()));
        if (percent.isPresent()
                && (percent.get().signum() < 0 || percent.get().compareTo(BigDecimal.valueOf(100)) > 0)) {
            custom.value("maxQuarantined")
                    .ifPresent(node -> reading.faults()
                            .add(
                                    node,
                                    "maxQuarantined is %s"
                                            .formatted(percent.get().toPlainString()),
                                    "give a percentage from 0 to 100"));
            return 100;
        }
        return percent.map(BigDecimal::doubleValue).orElse(100.0);
    }

    DatasetContract.Novelty novelty() {
        return custom.value("novelty")
                .map(node -> new NoveltyReader(reading).read(node))
                .orElse(DatasetContract.Novelty.DEFAULT);
    }

    List<String> nullValues() {
        return custom.value("nullValues").map(this::texts).orElse(List.of());
    }

    Adaptation adaptation() {
        boolean auto = custom.value("partitioning")
                .filter(node -> texts(node).equals(List.of(PartitioningReader.AUTO)))
                .isPresent();
        return new Adaptation(
                auto ? Adaptation.Partitioned.AUTO : Adaptation.Partitioned.DECLARED,
                custom.value("pin")
                        .map(node -> new PinReader(reading).read(node))
                        .orElse(Map.of()));
    }

    /** The words of {@code partitioning}; empty if the contract does not have it. */
    List<DocumentNode.Scalar> partitioning() {
        return custom.value("partitioning").map(this::words).orElse(List.of());
    }

    /** Whether the write mode is valid, or left out; otherwise what depends on it cannot be checked. */
    boolean modeIsKnown() {
        return custom.value("writeMode").isEmpty()
                || custom.word("writeMode", WriteMode.class).isPresent();
    }

    private List<String> texts(DocumentNode node) {
        return words(node).stream().map(DocumentNode.Scalar::text).toList();
    }

    /** A list, or a single text. */
    private List<DocumentNode.Scalar> words(DocumentNode node) {
        List<DocumentNode.Scalar> words = new ArrayList<>();
        List<DocumentNode> items = node instanceof DocumentNode.Items list ? list.items() : List.of(node);
        for (DocumentNode item : items) {
            if (item instanceof DocumentNode.Scalar scalar && !scalar.isNull()) {
                words.add(scalar);
            } else if (!item.isNull()) {
                reading.faults()
                        .add(item, "is %s where a text is expected".formatted(item.noun()), "write a single value");
            }
        }
        return words;
    }
}
