package io.assay.definition.internal.odcs;

import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.ContractColumn;
import io.assay.definition.contract.PartitionTransform;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import io.assay.definition.internal.odcs.ColumnReader.Found;
import io.assay.definition.internal.sql.SqlChecker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads by which transforms a dataset is partitioned, and reports those that Iceberg would refuse. */
final class PartitioningReader {
    static final String AUTO = "auto";
    private static final String DECLARED = "declared";

    private final ContractContext reading;
    private final ColumnNames columns;
    private final List<PartitionTransform> read = new ArrayList<>();
    private boolean sound = true;

    PartitioningReader(ContractContext reading, ColumnNames columns) {
        this.reading = reading;
        this.columns = columns;
    }

    /** Whether everything that is written could be read. */
    boolean isSound() {
        return sound;
    }

    /**
     * The transforms, as contracts write them.
     *
     * @param words of the custom property; empty if there is none
     */
    List<String> read(List<Found> found, List<DocumentNode.Scalar> words) {
        List<String> texts = words.stream().map(DocumentNode.Scalar::text).toList();
        if (words.isEmpty() || texts.equals(List.of(DECLARED))) {
            found.stream()
                    .filter(Found::partitioned)
                    .sorted(Comparator.comparingInt(Found::partitionPosition))
                    .forEach(this::declared);
        } else if (texts.contains(AUTO) && words.size() > 1) {
            fault(
                    reading.faults(),
                    words.get(0),
                    "partitioning is auto and more",
                    "use auto alone, or transforms alone");
        } else if (!texts.contains(AUTO)) {
            words.forEach(this::transform);
        }
        return read.stream().map(PartitionTransform::text).toList();
    }

    private void declared(Found part) {
        String name = part.column().name();
        DocumentNode place = part.fields().place("partitioned");
        PartitionTransform identity = new PartitionTransform(PartitionTransform.Kind.IDENTITY, 0, name);
        if (PartitionTransform.parse(name).filter(identity::equals).isPresent()) {
            add(reading.execution(), place, identity);
        } else {
            fault(
                    reading.execution(),
                    place,
                    "a dataset cannot be partitioned by a column of the name '%s'".formatted(name),
                    "choose one without parentheses, and give the source's as physicalName");
        }
    }

    private void transform(DocumentNode.Scalar word) {
        Optional<PartitionTransform> transform = PartitionTransform.parse(word.text());
        if (transform.isEmpty()) {
            fault(
                    reading.faults(),
                    word,
                    "'%s' is not a partition transform".formatted(word.text()),
                    "use a column, years(c), months(c), days(c), hours(c), bucket(16, c) or truncate(4, c)");
            return;
        }
        String name = transform.get().column();
        Optional<String> column = columns.named(name).map(ContractColumn::name);
        if (column.isEmpty()) {
            sound = false;
            SqlChecker.unknown(List.of(name), columns.top(), "partitioning", word, reading.faults());
            return;
        }
        add(reading.faults(), word, transform.get().of(column.get()));
    }

    private void add(FaultCollector faults, DocumentNode place, PartitionTransform transform) {
        Optional<ColumnType> type = columns.type(transform.column());
        Optional<PartitionTransform> other =
                read.stream().filter(transform::repeats).findFirst();
        if (type.filter(transform::fits).isEmpty()) {
            fault(
                    faults,
                    place,
                    "a dataset cannot be partitioned by '%s': '%s' is a column of %s"
                            .formatted(
                                    transform.text(),
                                    transform.column(),
                                    type.map(ColumnType::stored).orElse("an unknown type")),
                    fix(transform.kind()));
        } else if (other.isPresent()) {
            fault(
                    faults,
                    place,
                    "a dataset cannot be partitioned by both '%s' and '%s'"
                            .formatted(other.get().text(), transform.text()),
                    "keep the finer one");
        } else if (transform.kind() != PartitionTransform.Kind.IDENTITY
                && columns.top().stream().anyMatch(transform.field()::equalsIgnoreCase)) {
            fault(
                    faults,
                    place,
                    "'%s' needs the name '%s', which a column has".formatted(transform.text(), transform.field()),
                    "rename the column, and give the source's name as physicalName");
        } else {
            read.add(transform);
        }
    }

    private void fault(FaultCollector faults, DocumentNode place, String what, String fix) {
        sound = false;
        faults.add(place, what, fix);
    }

    private static String fix(PartitionTransform.Kind kind) {
        return switch (kind) {
            case IDENTITY -> "use a column that is no object and no list";
            case YEAR, MONTH, DAY -> "use a date or a timestamp";
            case HOUR -> "use a timestamp";
            case BUCKET -> "use an integer, a decimal, a text, a date or a timestamp";
            case TRUNCATE -> "use an integer or a text";
        };
    }
}
