package io.assay.validation.internal.record;

import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.ContractColumn;
import io.assay.definition.contract.DatasetContract;
import io.assay.validation.internal.json.RowPlan;
import io.assay.validation.internal.text.RecordReader;
import io.assay.validation.internal.text.RowWriter;
import io.assay.validation.internal.text.TextFile;
import io.assay.validation.source.RecordFormat;
import io.assay.validation.source.RecordRange;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * A range of a topic's records, read as a text file is: each value is one JSON object, or is made one. A row's position
 * is its record's offset.
 *
 * @param keyField the field that a record's key is in, where it is text and the record has no value; null if none is
 * @param only the offsets to read, in order; null for all
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RecordFile(
        RecordRange range,
        RowPlan plan,
        RecordValues values,
        @Nullable String keyField,
        long @Nullable [] only) implements TextFile {
    private static final long serialVersionUID = 1;

    /** Columns with such a source are of the record, not of its value: {@code kafka.timestamp}. */
    static final String BESIDE = "kafka.";

    /** Source of a column that is true for a record without a value. */
    static final String TOMBSTONE = BESIDE + "tombstone";

    /** Only for the sizes of tasks: what a record has in bytes is not known before it is read. */
    private static final long BYTES_A_RECORD = 256;

    /** The ranges as files of one batch, in their order. */
    public static List<TextFile> of(List<RecordRange> ranges, DatasetContract dataset, RecordFormat format) {
        RecordValues values = values(format);
        RowPlan plan = plan(dataset, format);
        String keyField = keyField(dataset).orElse(null);
        return ranges.stream()
                .map(range -> (TextFile) new RecordFile(range, plan, values, keyField, null))
                .toList();
    }

    /** The source of the only column of the primary key. */
    private static Optional<String> keyField(DatasetContract dataset) {
        return dataset.columns().stream()
                .filter(column -> dataset.primaryKey().equals(List.of(column.name())))
                .map(ContractColumn::source)
                .findFirst();
    }

    static RecordValues values(RecordFormat format) {
        return format instanceof RecordFormat.Avro avro ? new WireFormat(avro) : value -> value;
    }

    /** How the records' columns are read. Avro has nulls, dates and times of its own: texts for them are not its. */
    public static RowPlan plan(DatasetContract dataset, RecordFormat format) {
        Set<String> temporal =
                format instanceof RecordFormat.Avro avro ? new WireFormat(avro).temporalFields() : Set.of();
        List<ContractColumn> columns = dataset.columns().stream()
                .map(column ->
                        temporal.contains(column.source()) || column.source().startsWith(BESIDE)
                                ? withoutFormat(column)
                                : column)
                .toList();
        return RowPlan.of(columns, format instanceof RecordFormat.Avro ? List.of() : dataset.nullValues());
    }

    private static ContractColumn withoutFormat(ContractColumn column) {
        ColumnType type = column.type();
        if (type instanceof ColumnType.Date) {
            type = new ColumnType.Date(Optional.empty());
        } else if (type instanceof ColumnType.Timestamp timestamp) {
            type = new ColumnType.Timestamp(Optional.empty(), timestamp.zone());
        } else if (type instanceof ColumnType.Time) {
            type = new ColumnType.Time(Optional.empty());
        }
        return new ContractColumn(
                column.name(),
                column.source(),
                type,
                column.required(),
                column.description(),
                column.classification(),
                column.tags());
    }

    @Override
    public String name() {
        return range.source();
    }

    /** All the same, so that a row's position is its offset. */
    @Override
    public int number() {
        return 0;
    }

    @Override
    public long bytes() {
        return Math.max(1, range.until() - range.from()) * BYTES_A_RECORD;
    }

    @Override
    public boolean complete() {
        return only == null;
    }

    @Override
    public TextFile only(long[] positions) {
        return new RecordFile(range, plan, values, keyField, positions);
    }

    boolean wants(long offset) {
        return only == null || Arrays.binarySearch(only, offset) >= 0;
    }

    @Override
    public int parts(long size) {
        return 1;
    }

    @Override
    public List<TextFile> split(long size, RecordStarts starts) {
        return List.of(this);
    }

    @Override
    public RecordReader open(RowWriter row, Configuration hadoop) {
        return new RecordRows(this, row);
    }
}
