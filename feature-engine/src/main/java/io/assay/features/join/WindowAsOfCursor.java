package io.assay.features.join;

import io.assay.aggregation.state.AggregateState;
import io.assay.aggregation.value.RowKind;
import io.assay.aggregation.window.WindowCursor;
import io.assay.aggregation.window.WindowPlan;
import io.assay.aggregation.window.WindowRow;
import io.assay.aggregation.window.WindowValues;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * A window view's values carried forward.
 *
 * <p>Log rows are structs of tile and known (microseconds; the tile is null in an erase of the key), kind, sequence,
 * then one binary state for each of the view's state columns, null where no feature that is wanted needs it.
 */
final class WindowAsOfCursor implements AsOfCursor {
    private static final int STATES = 4;

    private final WindowCursor cursor;
    private final int states;

    private WindowAsOfCursor(WindowPlan plan) {
        this.cursor = plan.cursor();
        this.states = plan.columns().size();
    }

    /** For all features of the plan. */
    static Factory factory(WindowPlan plan) {
        return () -> new WindowAsOfCursor(plan);
    }

    @Override
    public void clear() {
        cursor.reset();
    }

    @Override
    public void accept(Row row) {
        List<@Nullable AggregateState> current = new ArrayList<>(states);
        for (int i = 0; i < states; i++) {
            current.add(row.isNullAt(STATES + i) ? null : AggregateState.read(row.getAs(STATES + i)));
        }
        long tile = row.isNullAt(0) ? WindowRow.EVERY_TIME : row.getLong(0);
        long known = row.isNullAt(1) ? Long.MIN_VALUE : row.getLong(1);
        cursor.add(WindowRow.of(tile, known, RowKind.parse(row.getString(2)), row.getLong(3), current));
    }

    @Override
    public void values(long micros, @Nullable Object[] values, int offset) {
        WindowValues now = cursor.at(micros);
        for (int i = 0; i < now.size(); i++) {
            values[offset + i] = now.value(i);
        }
    }
}
