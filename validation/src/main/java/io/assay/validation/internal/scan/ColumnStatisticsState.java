package io.assay.validation.internal.scan;

import io.assay.validation.internal.verdict.RowProgram;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/**
 * What is measured of the columns, over the rows that are published.
 *
 * <p>Columns: the verdict (binary, null if the row breaks nothing), then those that are measured.
 */
public final class ColumnStatisticsState implements ScanState {
    /** Which rows count, and how the columns are read. */
    public record Plan(ActionMasks actions, List<ColumnKind> kinds) implements ScanState.StateFactory {
        private static final long serialVersionUID = 1;

        public static Plan of(ActionMasks actions, StructType columns) {
            return new Plan(
                    actions,
                    Arrays.stream(columns.fields())
                            .map(field -> ColumnKind.of(field.dataType()))
                            .toList());
        }

        @Override
        public ColumnStatisticsState empty() {
            return new ColumnStatisticsState(
                    actions, kinds.stream().map(ColumnStatistics::new).toArray(ColumnStatistics[]::new));
        }

        @Override
        public ColumnStatisticsState read(DataInputStream in) throws IOException {
            ColumnStatisticsState totals = empty();
            totals.rows = in.readLong();
            for (int i = 0; i < totals.columns.length; i++) {
                totals.columns[i] = ColumnStatistics.read(kinds.get(i), in);
            }
            return totals;
        }
    }

    private final ActionMasks actions;
    private final int[] verdict;
    private final ColumnStatistics[] columns;
    private long rows;

    private ColumnStatisticsState(ActionMasks actions, ColumnStatistics[] columns) {
        this.actions = actions;
        this.verdict = new int[actions.words()];
        this.columns = columns;
    }

    @Override
    public void add(InternalRow row, int[] at) {
        if (!row.isNullAt(at[0])) {
            RowProgram.read(row.getBinary(at[0]), verdict);
            if (!actions.publishes(verdict)) {
                return;
            }
        }
        rows++;
        for (int i = 0; i < columns.length; i++) {
            columns[i].add(row, at[1 + i]);
        }
    }

    @Override
    public void merge(ScanState other) {
        ColumnStatisticsState that = (ColumnStatisticsState) other;
        rows += that.rows;
        for (int i = 0; i < columns.length; i++) {
            columns[i].merge(that.columns[i]);
        }
    }

    @Override
    public void write(DataOutputStream out) throws IOException {
        out.writeLong(rows);
        for (ColumnStatistics column : columns) {
            column.write(out);
        }
    }

    public long rows() {
        return rows;
    }

    public ColumnStatistics column(int place) {
        return columns[place];
    }
}
