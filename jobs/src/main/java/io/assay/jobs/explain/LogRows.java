package io.assay.jobs.explain;

import io.assay.aggregation.latest.LatestRow;
import io.assay.aggregation.state.AggregateState;
import io.assay.aggregation.time.Micros;
import io.assay.aggregation.value.LogRow;
import io.assay.aggregation.value.RowKind;
import io.assay.aggregation.window.StateColumn;
import io.assay.aggregation.window.WindowRow;
import io.assay.warehouse.feature.FeatureLogColumns;
import java.sql.Timestamp;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Rows of feature logs as the aggregation library reads them. */
final class LogRows {
    private LogRows() {}

    /** A row of any log. */
    private interface SparkRow extends LogRow {
        Row row();

        @Override
        default long known() {
            return micros(row(), FeatureLogColumns.KNOWN, Long.MIN_VALUE);
        }

        @Override
        default RowKind kind() {
            return RowKind.parse(row().getAs(FeatureLogColumns.KIND));
        }

        @Override
        default long sequence() {
            return row().<Long>getAs(FeatureLogColumns.SEQUENCE);
        }
    }

    /** A row of a window log. */
    record Window(Row row, List<StateColumn> columns) implements WindowRow, SparkRow {
        @Override
        public long tile() {
            return micros(row, FeatureLogColumns.TILE, EVERY_TIME);
        }

        @Override
        public @Nullable AggregateState state(int column) {
            byte[] bytes = row.getAs(columns.get(column).name());
            return bytes == null ? null : AggregateState.read(bytes);
        }
    }

    /** A row of a latest log. */
    record Latest(Row row) implements LatestRow, SparkRow {
        @Override
        public long eventTime() {
            return micros(row, FeatureLogColumns.EVENT_TIME, EVERY_TIME);
        }

        @Override
        public long position() {
            Long position = row.getAs(FeatureLogColumns.POSITION);
            return position == null ? 0 : position;
        }
    }

    private static long micros(Row row, String column, long none) {
        Timestamp time = row.getAs(column);
        return time == null ? none : Micros.of(time.toInstant());
    }
}
