package io.assay.definition.internal.odcs;

import io.assay.definition.contract.DatasetContract.Novelty;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FieldReader;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The custom property {@code novelty}: a word, or {@code {action: warn, alarms: 1 per 30 batches}}. */
final class NoveltyReader {
    private static final Pattern ALARMS = Pattern.compile("(\\d{1,6}) per (\\d{1,6}) batch(?:es)?");
    private static final String FIX = "write it as in {action: warn, alarms: 1 per 30 batches}";

    private final ContractContext reading;

    NoveltyReader(ContractContext reading) {
        this.reading = reading;
    }

    Novelty read(DocumentNode node) {
        if (node instanceof DocumentNode.Scalar word) {
            return new Novelty(response(word), Novelty.DEFAULT.alarms(), Novelty.DEFAULT.batches());
        }
        Optional<FieldReader> fields = FieldReader.of(node, reading.faults());
        if (fields.isEmpty()) {
            return Novelty.DEFAULT;
        }
        Novelty.Response response =
                scalar(fields.get(), "action").map(this::response).orElse(Novelty.DEFAULT.response());
        Novelty read = scalar(fields.get(), "alarms")
                .flatMap(alarms -> alarms(alarms, response))
                .orElse(new Novelty(response, Novelty.DEFAULT.alarms(), Novelty.DEFAULT.batches()));
        fields.get().done();
        return read;
    }

    private Optional<DocumentNode.Scalar> scalar(FieldReader fields, String name) {
        Optional<DocumentNode> value = fields.value(name);
        if (value.isPresent() && !(value.get() instanceof DocumentNode.Scalar)) {
            reading.faults()
                    .add(value.get(), "'%s' is %s".formatted(name, value.get().noun()), FIX);
        }
        return value.filter(DocumentNode.Scalar.class::isInstance).map(DocumentNode.Scalar.class::cast);
    }

    private Novelty.Response response(DocumentNode.Scalar word) {
        for (Novelty.Response response : Novelty.Response.values()) {
            if (response.name().toLowerCase(Locale.ROOT).equals(word.text())) {
                return response;
            }
        }
        reading.faults()
                .add(
                        word,
                        "novelty is '%s'".formatted(word.text()),
                        "use "
                                + String.join(
                                        ", ",
                                        Arrays.stream(Novelty.Response.values())
                                                .map(response -> response.name().toLowerCase(Locale.ROOT))
                                                .toList()));
        return Novelty.DEFAULT.response();
    }

    private Optional<Novelty> alarms(DocumentNode.Scalar text, Novelty.Response response) {
        Matcher form = ALARMS.matcher(text.text().strip());
        if (form.matches()) {
            int alarms = Integer.parseInt(form.group(1));
            int batches = Integer.parseInt(form.group(2));
            if (alarms >= 1 && batches > alarms) {
                return Optional.of(new Novelty(response, alarms, batches));
            }
        }
        reading.faults().add(text, "'%s' is not a rate of false alarms".formatted(text.text()), FIX);
        return Optional.empty();
    }
}
