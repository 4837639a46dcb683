package io.assay.definition.internal.odcs;

import io.assay.definition.contract.Choice;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FieldReader;
import io.assay.definition.internal.document.SpellingSuggestion;
import java.util.EnumMap;
import java.util.Map;

/** The custom property {@code pin}: {@code {foreignKeyJoin: broadcast, fileSize: 128MB}}. */
final class PinReader {
    private static final String PARTITIONING = "partitioning";

    private final ContractContext reading;

    PinReader(ContractContext reading) {
        this.reading = reading;
    }

    Map<Choice, String> read(DocumentNode node) {
        Map<Choice, String> pins = new EnumMap<>(Choice.class);
        FieldReader.of(node, reading.faults())
                .ifPresent(fields -> fields.unasked()
                        .forEach(name -> Choice.of(name)
                                .ifPresentOrElse(choice -> pin(choice, fields, pins), () -> unknown(name, fields))));
        return pins;
    }

    private void pin(Choice choice, FieldReader fields, Map<Choice, String> pins) {
        DocumentNode place = fields.place(choice.word());
        if (place instanceof DocumentNode.Scalar scalar && !scalar.isNull()) {
            choice.read(scalar.text())
                    .ifPresentOrElse(
                            value -> pins.put(choice, value),
                            () -> reading.faults()
                                    .add(
                                            scalar,
                                            "%s is '%s'".formatted(choice.word(), scalar.text()),
                                            "use " + choice.form()));
        } else {
            reading.faults().add(place, "%s is %s".formatted(choice.word(), place.noun()), "use " + choice.form());
        }
    }

    private void unknown(String name, FieldReader fields) {
        String known = "pin one of " + String.join(", ", Choice.names());
        String fix = name.equals(PARTITIONING)
                ? "write the transforms in the property 'partitioning': they pin it"
                : SpellingSuggestion.nearest(name, Choice.names())
                        .map(near -> "did you mean '%s'? %s".formatted(near, known))
                        .orElse(known);
        reading.faults().add(fields.place(name), "nothing that is chosen is called '%s'".formatted(name), fix);
    }
}
