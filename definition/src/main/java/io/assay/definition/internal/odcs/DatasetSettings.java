package io.assay.definition.internal.odcs;

import io.assay.definition.DurationText;
import io.assay.definition.contract.Adaptation;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.UniqueWithin;
import io.assay.definition.contract.WriteMode;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FieldReader;
import io.assay.definition.internal.odcs.ColumnReader.Found;
import io.assay.definition.internal.sql.SqlChecker;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Assay's settings of a schema object, from its custom properties. */
final class DatasetSettings {
    private static final Pattern TRANSFORM = Pattern.compile(
            "(?:(years?|months?|days?|hours?)\\(\\s*([\\w]+)\\s*\\)|(bucket|truncate)\\(\\s*(\\d+)\\s*,\\s*(\\w+)\\s*\\)|(?:identity\\(\\s*)?(\\w+)\\)?)");
    private static final String AUTO = "auto";
    private final ContractContext reading;
    private final CustomProperties custom;
    private final Collection<String> columns;

    DatasetSettings(ContractContext reading, FieldReader object, Collection<String> columns) {
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
        this.columns = columns;
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
                .filter(node -> texts(node).equals(List.of(AUTO)))
                .isPresent();
        return new Adaptation(
                auto ? Adaptation.Partitioned.AUTO : Adaptation.Partitioned.DECLARED,
                custom.value("pin")
                        .map(node -> new PinReader(reading).read(node))
                        .orElse(Map.of()));
    }

    List<String> partitioning(List<Found> found) {
        List<String> declared = found.stream()
                .filter(Found::partitioned)
                .sorted(Comparator.comparingInt(Found::partitionPosition))
                .map(part -> part.column().name())
                .toList();
        Optional<DocumentNode> value = custom.value("partitioning");
        List<String> words = value.map(this::texts).orElse(List.of("declared"));
        if (words.equals(List.of("declared"))) {
            return declared;
        }
        DocumentNode place = value.orElseThrow();
        if (words.equals(List.of(AUTO))) {
            return List.of();
        }
        if (words.contains(AUTO)) {
            reading.faults().add(place, "partitioning is auto and more", "use auto alone, or transforms alone");
            return declared;
        }
        List<String> transforms = new ArrayList<>();
        for (String word : words) {
            transform(word, place).ifPresent(transforms::add);
        }
        return transforms;
    }

    private Optional<String> transform(String text, DocumentNode place) {
        Matcher form = TRANSFORM.matcher(text.strip());
        if (!form.matches()) {
            reading.faults()
                    .add(
                            place,
                            "'%s' is not a partition transform".formatted(text),
                            "use a column, years(c), months(c), days(c), hours(c), bucket(16, c) or truncate(4, c)");
            return Optional.empty();
        }
        boolean time = form.group(1) != null;
        boolean sized = form.group(3) != null;
        String column = time ? form.group(2) : sized ? form.group(5) : form.group(6);
        SqlChecker.unknown(List.of(column), columns, "partitioning", place, reading.faults());
        if (time) {
            String unit = form.group(1).toLowerCase(Locale.ROOT);
            return Optional.of("%s(%s)".formatted(unit.endsWith("s") ? unit : unit + "s", column));
        }
        return Optional.of(sized ? "%s(%s, %s)".formatted(form.group(3), form.group(4), column) : column);
    }

    /** A list, or one text of items separated by commas outside parentheses. */
    private List<String> texts(DocumentNode node) {
        List<String> texts = new ArrayList<>();
        List<DocumentNode> items = node instanceof DocumentNode.Items list ? list.items() : List.of(node);
        for (DocumentNode item : items) {
            if (item instanceof DocumentNode.Scalar scalar && !scalar.isNull()) {
                texts.add(scalar.text());
            } else if (!item.isNull()) {
                reading.faults()
                        .add(item, "is %s where a text is expected".formatted(item.noun()), "write a single value");
            }
        }
        return texts;
    }
}
