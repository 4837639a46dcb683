package io.assay.features.join;

import io.assay.aggregation.latest.LatestCursor;
import io.assay.aggregation.latest.LatestPlan;
import io.assay.aggregation.latest.LatestRow;
import io.assay.aggregation.value.RowKind;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * A latest view's values carried forward.
 *
 * <p>Log rows are structs of event time and known (microseconds; the event time is null in an erase of the key), kind,
 * sequence, position, then the features.
 */
final class LatestAsOfCursor implements AsOfCursor {
    private static final int FEATURES = 5;

    private final LatestCursor<KeyRow> cursor;
    private final int features;

    private LatestAsOfCursor(LatestPlan plan, int features) {
        this.cursor = plan.cursor();
        this.features = features;
    }

    /** For log rows that hold {@code features} features. */
    static Factory factory(LatestPlan plan, int features) {
        return () -> new LatestAsOfCursor(plan, features);
    }

    @Override
    public void clear() {
        cursor.reset();
    }

    @Override
    public void accept(Row row) {
        cursor.add(new KeyRow(row));
    }

    @Override
    public void values(long micros, @Nullable Object[] values, int offset) {
        KeyRow newest = cursor.at(micros).usable().orElse(null);
        if (newest != null) {
            for (int i = 0; i < features; i++) {
                values[offset + i] = newest.row.get(FEATURES + i);
            }
        }
    }

    /** A log row as the cursor wants it. */
    private record KeyRow(Row row) implements LatestRow {
        @Override
        public long eventTime() {
            return row.isNullAt(0) ? EVERY_TIME : row.getLong(0);
        }

        @Override
        public long known() {
            return row.getLong(1);
        }

        @Override
        public RowKind kind() {
            return RowKind.parse(row.getString(2));
        }

        @Override
        public long sequence() {
            return row.getLong(3);
        }

        @Override
        public long position() {
            return row.isNullAt(4) ? Long.MIN_VALUE : row.getLong(4);
        }
    }
}
