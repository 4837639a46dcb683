package io.assay.definition.internal.odcs;

import io.assay.definition.contract.Action;
import io.assay.definition.contract.Adaptation;
import io.assay.definition.contract.Check;
import io.assay.definition.contract.ContractColumn;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.DatasetName;
import io.assay.definition.contract.Rule;
import io.assay.definition.contract.SourceFormat;
import io.assay.definition.contract.UniqueWithin;
import io.assay.definition.contract.UpdateRules;
import io.assay.definition.contract.WriteMode;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FieldReader;
import io.assay.definition.internal.odcs.ColumnReader.Found;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads one schema object as a dataset. */
final class DatasetReader {
    private final ContractContext reading;

    DatasetReader(ContractContext reading) {
        this.reading = reading;
    }

    Optional<DatasetContract> read(DocumentNode node, Optional<SourceFormat> source) {
        return FieldReader.of(node, reading.faults()).flatMap(fields -> dataset(fields, source));
    }

    private Optional<DatasetContract> dataset(FieldReader fields, Optional<SourceFormat> source) {
        Optional<String> original = fields.text("name");
        if (original.isEmpty()) {
            return Optional.empty();
        }
        fields.text("logicalType")
                .filter(type -> !type.equals("object"))
                .ifPresent(type -> reading.faults()
                        .note(fields.place("logicalType"), "a schema object that is a %s is not read".formatted(type)));
        DatasetName name = new DatasetName(SchemaObjects.fold(original.get()));
        if (name.value().equals("quarantine_events")) {
            reading.execution()
                    .add(
                            fields.place("name"),
                            "a dataset cannot be called '%s': Assay has a table of this name".formatted(name),
                            "choose another name");
        }
        RuleList rules = new RuleList();
        ColumnReader reader = new ColumnReader(reading, rules, name.value(), aliases(fields, original.get()));
        List<Found> found = reader.read(fields);
        if (found.isEmpty()) {
            reading.faults()
                    .note(
                            fields.node(),
                            "'%s' has no properties: there is nothing to validate".formatted(original.get()));
        }
        if (found.isEmpty() && !reading.sound()) {
            return Optional.of(withoutColumns(name, original.get(), source));
        }
        List<String> key = primaryKey(name, found, rules);
        ColumnNames columns = reader.finish(found.stream().map(Found::column).toList());
        new QualityReader(reading, rules).object(fields, columns);
        new RelationshipReader(reading, rules).object(fields, columns);
        DatasetSettings settings = new DatasetSettings(reading, fields);
        PartitioningReader partitions = new PartitioningReader(reading, columns);
        List<String> partitioning = partitions.read(found, settings.partitioning());
        WriteMode mode = settings.writeMode();
        UniqueWithin within = settings.uniqueWithin();
        UpdateReader updating = settings.updating(columns, key, fields.node());
        if (settings.modeIsKnown()) {
            updating.check(mode, rules.all());
            updating.checkSpan(mode, within, rules.all());
            if (partitions.isSound()) {
                updating.checkPartitions(mode, partitioning, within, rules.all());
            }
        }
        UpdateRules updates = updating.read();
        List<String> nullValues = settings.nullValues();
        new Contradictions(reading, reader.stated(), fields.node(), nullValues).report(rules.all());
        return Optional.of(new DatasetContract(
                name,
                original.get(),
                fields.text("description"),
                columns.columns(),
                updating.applied(mode, updates, rules.all()),
                key,
                mode,
                updates,
                within,
                settings.maxQuarantined(),
                partitioning,
                settings.adaptation(),
                settings.novelty(),
                nullValues,
                source));
    }

    /** A dataset whose columns could not be read. What refers to them is then not reported too. */
    private static DatasetContract withoutColumns(DatasetName name, String original, Optional<SourceFormat> source) {
        return new DatasetContract(
                name,
                original,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                WriteMode.APPEND,
                UpdateRules.NONE,
                new UniqueWithin.Dataset(),
                100,
                List.of(),
                Adaptation.NONE,
                DatasetContract.Novelty.OFF,
                List.of(),
                source);
    }

    private static List<String> aliases(FieldReader fields, String original) {
        List<String> aliases = new ArrayList<>();
        aliases.add(original);
        fields.text("physicalName").ifPresent(aliases::add);
        return aliases;
    }

    private List<String> primaryKey(DatasetName name, List<Found> found, RuleList rules) {
        List<Found> parts = found.stream()
                .filter(Found::primaryKey)
                .sorted(Comparator.comparingInt(Found::keyPosition))
                .toList();
        for (int i = 1; i < parts.size(); i++) {
            int position = parts.get(i).keyPosition();
            if (position != Integer.MAX_VALUE && position == parts.get(i - 1).keyPosition()) {
                reading.execution()
                        .add(
                                parts.get(i).fields().place("primaryKeyPosition"),
                                "the position %d is taken by '%s'"
                                        .formatted(
                                                position,
                                                parts.get(i - 1).column().name()),
                                "give each part of the key a position of its own");
            }
        }
        List<String> key =
                parts.stream().map(Found::column).map(ContractColumn::name).toList();
        if (key.isEmpty()) {
            return key;
        }
        Check unique = new Check.Unique(key);
        if (key.size() == 1 && !rules.has(unique)) {
            rules.add(key.get(0), "unique", unique, parts.get(0).action());
        } else if (key.size() > 1) {
            rules.add(new Rule(
                    name + ".primaryKey",
                    Optional.empty(),
                    unique,
                    parts.stream()
                            .flatMap(part -> part.action().stream())
                            .findFirst()
                            .orElse(Action.QUARANTINE),
                    Optional.empty(),
                    RuleList.dimension("primaryKey"),
                    Optional.empty()));
        }
        return key;
    }
}
