package io.assay.validation.internal.scan;

import io.assay.validation.metric.CategoryCounts;
import io.assay.validation.metric.SliceUnit;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Statistics of the rows of each day, month or year of a time column, or of each value of another column. If there are
 * more slices than may be kept the unit becomes coarser, so that what is measured does not depend on the order of the
 * rows or on their division among tasks.
 */
final class Slices {
    private static final long DAY_MICROS = 86_400_000_000L;

    /** Most cells (a column of a slice) that are kept, as each has sketches. */
    private static final int CELLS = 1_000;

    private static final int MOST = 31;
    private static final int LONGEST_LABEL = 100;

    /** Which column says how rows are divided, and how finely a time is cut. */
    record By(int column, ColumnKind.Reading reading, SliceUnit unit) implements Serializable {
        private static final long serialVersionUID = 1;

        /** Empty if rows cannot be divided so. */
        static Optional<By> of(SliceUnit.OfColumn wanted, List<String> names, List<MeasuredColumn> columns) {
            int column = place(names, wanted.column());
            if (column < 0) {
                return Optional.empty();
            }
            ColumnKind.Reading reading = columns.get(column).kind().reading();
            boolean value = wanted.unit() == SliceUnit.VALUE;
            return switch (reading) {
                case DATE, TIMESTAMP -> Optional.of(new By(column, reading, value ? SliceUnit.DAY : wanted.unit()));
                case STRING, BOOLEAN, BYTE, SHORT, INT, LONG ->
                    value ? Optional.of(new By(column, reading, SliceUnit.VALUE)) : Optional.empty();
                case NOTHING, FLOAT, DOUBLE, DECIMAL -> Optional.empty();
            };
        }

        /** As Spark does: case counts only where two names differ by nothing else. */
        private static int place(List<String> names, String wanted) {
            int exact = names.indexOf(wanted);
            return exact >= 0
                    ? exact
                    : IntStream.range(0, names.size())
                            .filter(i -> names.get(i).equalsIgnoreCase(wanted))
                            .findFirst()
                            .orElse(-1);
        }
    }

    private final ColumnStatisticsState.Plan plan;
    private final By by;
    private final int most;
    private SliceUnit unit;
    private final Map<Long, RowsStatistics> slices = new TreeMap<>(); // by the first day, or the value's hash
    private final Map<Long, String> labels = new HashMap<>(); // of values, by hash
    private final Map<Long, RowsStatistics> byKey = new HashMap<>();
    private long lastKey = Long.MIN_VALUE + 1; // no day, and not that of nulls
    private @Nullable RowsStatistics last;

    Slices(ColumnStatisticsState.Plan plan, By by) {
        this.plan = plan;
        this.by = by;
        this.unit = by.unit();
        this.most =
                Math.max(2, Math.min(MOST, CELLS / Math.max(1, plan.columns().size())));
    }

    void add(InternalRow row, int[] at) {
        RowsStatistics slice = last;
        if (slice == null || unit != SliceUnit.ALL) {
            int place = at[1 + by.column()];
            long key = row.isNullAt(place) ? SliceUnit.NONE : key(row, place);
            if (slice == null || key != lastKey) {
                slice = byKey.get(key);
                if (slice == null) {
                    slice = newSlice(row, place, key);
                    byKey.put(key, slice);
                }
                last = slice;
                lastKey = key;
            }
        }
        slice.add(row, at);
    }

    private RowsStatistics newSlice(InternalRow row, int place, long key) {
        RowsStatistics slice = slice(unit.first(key));
        if (unit == SliceUnit.VALUE && key != SliceUnit.NONE) {
            labels.put(key, label(value(row, place), key));
        }
        if (slices.size() > most) {
            coarsen();
            slice = slice(unit.first(key));
        }
        return slice;
    }

    /** A day, or the hash of a value. */
    private long key(InternalRow row, int place) {
        return switch (by.reading()) {
            case DATE -> row.getInt(place);
            case TIMESTAMP -> Math.floorDiv(row.getLong(place), DAY_MICROS);
            case STRING -> {
                UTF8String text = row.getUTF8String(place);
                yield XXH64.hashUnsafeBytes(
                        text.getBaseObject(), text.getBaseOffset(), text.numBytes(), DistinctSketch.SEED);
            }
            default -> XXH64.hashLong(integer(row, place), DistinctSketch.SEED);
        };
    }

    private long integer(InternalRow row, int place) {
        return switch (by.reading()) {
            case BOOLEAN -> row.getBoolean(place) ? 1 : 0;
            case BYTE -> row.getByte(place);
            case SHORT -> row.getShort(place);
            case INT -> row.getInt(place);
            default -> row.getLong(place);
        };
    }

    private String value(InternalRow row, int place) {
        return switch (by.reading()) {
            case STRING -> row.getUTF8String(place).toString();
            case BOOLEAN -> Boolean.toString(row.getBoolean(place));
            default -> Long.toString(integer(row, place));
        };
    }

    /** The value, in quotes if it looks like what stands for no value or for all; of a long one its beginning. */
    private static String label(String value, long hash) {
        if (value.codePointCount(0, value.length()) > LONGEST_LABEL) {
            return value.substring(0, value.offsetByCodePoints(0, LONGEST_LABEL)) + "… " + Long.toHexString(hash);
        }
        return value.equals(SliceUnit.ALL.text(0))
                        || value.equals(SliceUnit.VALUE.text(SliceUnit.NONE))
                        || value.startsWith("'")
                ? "'%s'".formatted(value)
                : value;
    }

    private RowsStatistics slice(long first) {
        return slices.computeIfAbsent(first, key -> plan.rows(QuantileSketch.Size.SMALL, CategoryCounts.MOST));
    }

    private void coarsen() {
        while (slices.size() > most) {
            toUnit(unit.coarser());
        }
    }

    private void toUnit(SliceUnit coarser) {
        Map<Long, RowsStatistics> finer = new TreeMap<>(slices);
        slices.clear();
        byKey.clear();
        labels.clear();
        last = null;
        unit = coarser;
        finer.forEach((first, rows) -> {
            RowsStatistics merged = slices.putIfAbsent(unit.first(first), rows);
            if (merged != null) {
                merged.merge(rows);
            }
        });
    }

    void merge(Slices other) {
        if (other.unit.compareTo(unit) > 0) {
            toUnit(other.unit);
        }
        other.slices.forEach((first, rows) -> slice(unit.first(first)).merge(rows));
        labels.putAll(other.labels);
        coarsen();
    }

    void write(DataOutputStream out) throws IOException {
        out.writeUTF(unit.name());
        out.writeInt(slices.size());
        for (Map.Entry<Long, RowsStatistics> slice : slices.entrySet()) {
            out.writeLong(slice.getKey());
            out.writeUTF(labels.getOrDefault(slice.getKey(), ""));
            slice.getValue().write(out);
        }
    }

    void read(DataInputStream in) throws IOException {
        unit = SliceUnit.valueOf(in.readUTF());
        for (int left = in.readInt(); left > 0; left--) {
            long first = in.readLong();
            labels.put(first, in.readUTF());
            slice(first).read(QuantileSketch.Size.SMALL, in);
        }
    }

    /** All rows. */
    RowsStatistics whole() {
        RowsStatistics all = plan.rows(QuantileSketch.Size.SMALL, Integer.MAX_VALUE);
        slices.values().forEach(all::merge);
        return all;
    }

    /** By the text of each slice's time or value; times in their order. */
    Map<String, RowsStatistics> byText() {
        Map<String, RowsStatistics> texts = new LinkedHashMap<>();
        slices.forEach((first, rows) -> texts.put(
                unit == SliceUnit.VALUE && first != SliceUnit.NONE
                        ? labels.getOrDefault(first, Long.toHexString(first))
                        : unit.text(first),
                rows));
        return texts;
    }
}
