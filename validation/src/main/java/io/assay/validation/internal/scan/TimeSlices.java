package io.assay.validation.internal.scan;

import io.assay.validation.metric.SliceUnit;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;

/**
 * Statistics of the rows of each day, month or year of a time column. If there are more slices than may be kept the
 * unit becomes coarser, so that what is measured does not depend on the order of the rows or on their division among
 * tasks.
 */
final class TimeSlices {
    private static final long DAY_MICROS = 86_400_000_000L;

    /** Most cells (a column of a slice) that are kept, as each has sketches. */
    private static final int CELLS = 1_000;

    private static final int MOST = 31;

    /** Which column has the time, and how finely it is cut. */
    record By(int column, ColumnKind.Reading reading, SliceUnit unit) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    private final ColumnStatisticsState.Plan plan;
    private final By by;
    private final int most;
    private SliceUnit unit;
    private final Map<Long, RowsStatistics> slices = new TreeMap<>(); // by the first day
    private final Map<Long, RowsStatistics> byDay = new HashMap<>();
    private long lastDay = Long.MIN_VALUE + 1; // no day, and not that of nulls
    private @Nullable RowsStatistics last;

    TimeSlices(ColumnStatisticsState.Plan plan, By by) {
        this.plan = plan;
        this.by = by;
        this.unit = by.unit();
        this.most =
                Math.max(2, Math.min(MOST, CELLS / Math.max(1, plan.columns().size())));
    }

    void add(InternalRow row, int[] at) {
        int place = at[1 + by.column()];
        long day = SliceUnit.NO_TIME;
        if (!row.isNullAt(place)) {
            day = by.reading() == ColumnKind.Reading.DATE
                    ? row.getInt(place)
                    : Math.floorDiv(row.getLong(place), DAY_MICROS);
        }
        RowsStatistics slice = last;
        if (slice == null || day != lastDay) {
            slice = byDay.get(day);
            if (slice == null) {
                slice = slice(unit.first(day));
                if (slices.size() > most) {
                    coarsen();
                    slice = slice(unit.first(day));
                }
                byDay.put(day, slice);
            }
            last = slice;
            lastDay = day;
        }
        slice.add(row, at);
    }

    private RowsStatistics slice(long first) {
        return slices.computeIfAbsent(first, key -> plan.rows(QuantileSketch.Size.SMALL));
    }

    private void coarsen() {
        while (slices.size() > most) {
            toUnit(unit.coarser());
        }
    }

    private void toUnit(SliceUnit coarser) {
        Map<Long, RowsStatistics> finer = new TreeMap<>(slices);
        slices.clear();
        byDay.clear();
        last = null;
        unit = coarser;
        finer.forEach((first, rows) -> {
            RowsStatistics merged = slices.putIfAbsent(unit.first(first), rows);
            if (merged != null) {
                merged.merge(rows);
            }
        });
    }

    void merge(TimeSlices other) {
        if (other.unit.compareTo(unit) > 0) {
            toUnit(other.unit);
        }
        other.slices.forEach((first, rows) -> slice(unit.first(first)).merge(rows));
        coarsen();
    }

    void write(DataOutputStream out) throws IOException {
        out.writeUTF(unit.name());
        out.writeInt(slices.size());
        for (Map.Entry<Long, RowsStatistics> slice : slices.entrySet()) {
            out.writeLong(slice.getKey());
            slice.getValue().write(out);
        }
    }

    void read(DataInputStream in) throws IOException {
        unit = SliceUnit.valueOf(in.readUTF());
        for (int left = in.readInt(); left > 0; left--) {
            slice(in.readLong()).read(plan, QuantileSketch.Size.SMALL, in);
        }
    }

    /** All rows. */
    RowsStatistics whole() {
        RowsStatistics all = plan.rows(QuantileSketch.Size.SMALL);
        slices.values().forEach(all::merge);
        return all;
    }

    /** By the text of each slice's time, in its order. */
    Map<String, RowsStatistics> byText() {
        Map<String, RowsStatistics> texts = new LinkedHashMap<>();
        slices.forEach((first, rows) -> texts.put(unit.text(first), rows));
        return texts;
    }
}
