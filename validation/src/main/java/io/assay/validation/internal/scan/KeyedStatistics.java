package io.assay.validation.internal.scan;

import io.assay.validation.metric.KeyedMeasures;
import io.assay.validation.metric.Moments;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is measured of all columns for the rows of each of a text column's most frequent values. */
final class KeyedStatistics {
    /** Which column has the keys, and which they are. */
    record Key(int column, List<String> values) implements Serializable {
        private static final long serialVersionUID = 1;

        Key {
            values = List.copyOf(values);
        }
    }

    private final Key key;
    private final double[] shifts;
    private int[] keyOfEntry = new int[0];
    private final long[] rows;
    private final long[] present;
    private final long[] zeros;
    private final long[] finite;
    private final double[] sums;
    private final double[] squares;

    /** {@code shifts}: a typical value of each column; sums are those of the distances from it. */
    KeyedStatistics(Key key, double[] shifts) {
        this.key = key;
        this.shifts = shifts;
        int cells = key.values().size() * shifts.length;
        this.rows = new long[key.values().size()];
        this.present = new long[cells];
        this.zeros = new long[cells];
        this.finite = new long[cells];
        this.sums = new double[cells];
        this.squares = new double[cells];
    }

    /** Takes in the row that all columns have just read. */
    void add(ColumnStatistics[] columns) {
        ColumnStatistics keys = columns[key.column()];
        int entry = keys.lastEntry();
        if (entry < 0) {
            return;
        }
        if (entry >= keyOfEntry.length) {
            known(keys.texts(), entry);
        }
        int at = keyOfEntry[entry];
        if (at < 0) {
            return;
        }
        rows[at]++;
        int cell = at * shifts.length;
        for (int i = 0; i < columns.length; i++, cell++) {
            if (columns[i].lastPresent()) {
                present[cell]++;
                double value = columns[i].lastNumber() - shifts[i]; // NaN if it is not a number
                if (Double.isFinite(value)) {
                    finite[cell]++;
                    sums[cell] += value;
                    squares[cell] += value * value;
                    if (columns[i].lastNumber() == 0) {
                        zeros[cell]++;
                    }
                }
            }
        }
    }

    private void known(TextCounts texts, int entry) {
        int before = keyOfEntry.length;
        keyOfEntry = Arrays.copyOf(keyOfEntry, Math.max(entry + 1, texts.entries()));
        for (int i = before; i < keyOfEntry.length; i++) {
            keyOfEntry[i] = key.values().indexOf(texts.text(i));
        }
    }

    void merge(KeyedStatistics other) {
        add(rows, other.rows);
        add(present, other.present);
        add(zeros, other.zeros);
        add(finite, other.finite);
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other.sums[i];
            squares[i] += other.squares[i];
        }
    }

    private static void add(long[] to, long[] more) {
        for (int i = 0; i < to.length; i++) {
            to[i] += more[i];
        }
    }

    void write(DataOutputStream out) throws IOException {
        for (long[] counts : List.of(rows, present, zeros, finite)) {
            for (long count : counts) {
                out.writeLong(count);
            }
        }
        for (double[] numbers : List.of(sums, squares)) {
            for (double number : numbers) {
                out.writeDouble(number);
            }
        }
    }

    void read(DataInputStream in) throws IOException {
        for (long[] counts : List.of(rows, present, zeros, finite)) {
            for (int i = 0; i < counts.length; i++) {
                counts[i] = in.readLong();
            }
        }
        for (double[] numbers : List.of(sums, squares)) {
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = in.readDouble();
            }
        }
    }

    /** By key, then by the names of the columns. */
    KeyedMeasures measures(List<String> names) {
        Map<String, Map<String, KeyedMeasures.Cell>> cells = new TreeMap<>();
        for (int at = 0; at < rows.length; at++) {
            Map<String, KeyedMeasures.Cell> columns = new TreeMap<>();
            for (int i = 0; i < shifts.length; i++) {
                int cell = at * shifts.length + i;
                double mean = finite[cell] == 0 ? 0 : sums[cell] / finite[cell];
                columns.put(
                        names.get(i),
                        new KeyedMeasures.Cell(
                                rows[at],
                                present[cell],
                                zeros[cell],
                                new Moments(
                                        finite[cell],
                                        finite[cell] == 0 ? 0 : mean + shifts[i],
                                        Math.max(0, squares[cell] - mean * sums[cell]))));
            }
            cells.put(key.values().get(at), columns);
        }
        return new KeyedMeasures(cells);
    }
}
