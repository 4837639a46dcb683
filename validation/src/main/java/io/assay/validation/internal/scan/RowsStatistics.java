package io.assay.validation.internal.scan;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.spark.sql.catalyst.InternalRow;

/** What is measured of some rows: each column, and all columns by key. */
final class RowsStatistics {
    private final ColumnStatistics[] columns;
    private final KeyedStatistics[] keyed;
    private long rows;

    RowsStatistics(ColumnStatistics[] columns, KeyedStatistics[] keyed) {
        this.columns = columns;
        this.keyed = keyed;
    }

    /** {@code at}: the verdict's place, then those of the columns. */
    void add(InternalRow row, int[] at) {
        rows++;
        for (int i = 0; i < columns.length; i++) {
            columns[i].add(row, at[1 + i]);
        }
        for (KeyedStatistics keys : keyed) {
            keys.add(columns);
        }
    }

    void merge(RowsStatistics other) {
        rows += other.rows;
        for (int i = 0; i < columns.length; i++) {
            columns[i].merge(other.columns[i]);
        }
        for (int i = 0; i < keyed.length; i++) {
            keyed[i].merge(other.keyed[i]);
        }
    }

    void write(DataOutputStream out) throws IOException {
        out.writeLong(rows);
        for (ColumnStatistics column : columns) {
            column.write(out);
        }
        for (KeyedStatistics keys : keyed) {
            keys.write(out);
        }
    }

    /** Takes the place of what was measured: to be called on an empty one. */
    void read(QuantileSketch.Size size, DataInputStream in) throws IOException {
        rows = in.readLong();
        for (int i = 0; i < columns.length; i++) {
            columns[i] = ColumnStatistics.read(columns[i].column(), size, in);
        }
        for (KeyedStatistics keys : keyed) {
            keys.read(in);
        }
    }

    long rows() {
        return rows;
    }

    ColumnStatistics column(int place) {
        return columns[place];
    }

    KeyedStatistics keyed(int place) {
        return keyed[place];
    }
}
