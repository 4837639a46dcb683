package io.assay.jobs.explain;

import io.assay.aggregation.latest.LatestRow;
import io.assay.aggregation.state.AggregateState;
import io.assay.aggregation.value.LogRow;
import io.assay.aggregation.value.RowKind;
import io.assay.aggregation.window.StateColumn;
import io.assay.aggregation.window.WindowRow;
import io.assay.online.table.TableRow;
import io.assay.warehouse.feature.FeatureLogColumns;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of feature logs as the aggregation library reads them. */
final class LogRows {
    private LogRows() {}

    /** A row of any log. */
    interface Logged extends LogRow {
        TableRow row();

        @Override
        default long known() {
            return number(row(), FeatureLogColumns.KNOWN, Long.MIN_VALUE);
        }

        @Override
        default RowKind kind() {
            return RowKind.parse(String.valueOf(row().string(FeatureLogColumns.KIND)));
        }

        @Override
        default long sequence() {
            return number(row(), FeatureLogColumns.SEQUENCE, 0);
        }

        /** The ingest runs that published what the row was made from. */
        default List<String> runs() {
            List<String> runs = row().strings(FeatureLogColumns.RUNS);
            return runs == null ? List.of() : runs;
        }
    }

    /** A row of a window log. */
    record Window(TableRow row, List<StateColumn> columns) implements WindowRow, Logged {
        static final List<String> COLUMNS = List.of(
                FeatureLogColumns.TILE,
                FeatureLogColumns.KNOWN,
                FeatureLogColumns.KIND,
                FeatureLogColumns.SEQUENCE,
                FeatureLogColumns.RUNS);

        @Override
        public long tile() {
            return number(row, FeatureLogColumns.TILE, EVERY_TIME);
        }

        @Override
        public @Nullable AggregateState state(int column) {
            byte[] bytes = row.bytes(columns.get(column).name());
            return bytes == null ? null : AggregateState.read(bytes);
        }
    }

    /** A row of a latest log. */
    record Latest(TableRow row) implements LatestRow, Logged {
        static final List<String> COLUMNS = List.of(
                FeatureLogColumns.EVENT_TIME,
                FeatureLogColumns.KNOWN,
                FeatureLogColumns.KIND,
                FeatureLogColumns.SEQUENCE,
                FeatureLogColumns.POSITION,
                FeatureLogColumns.RUNS);

        @Override
        public long eventTime() {
            return number(row, FeatureLogColumns.EVENT_TIME, EVERY_TIME);
        }

        @Override
        public long position() {
            return number(row, FeatureLogColumns.POSITION, 0);
        }
    }

    private static long number(TableRow row, String column, long none) {
        Long number = row.integer(column);
        return number == null ? none : number;
    }
}
