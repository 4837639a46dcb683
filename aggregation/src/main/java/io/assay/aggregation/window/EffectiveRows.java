package io.assay.aggregation.window;

import io.assay.aggregation.time.Micros;
import io.assay.aggregation.value.RowKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a key that count at an instant: for each tile the newest replace or erase with {@code known <= t}, by
 * (sequence, known), and every add of greater sequence with {@code known <= t}. Of a key that was erased only rows of
 * greater sequence count, at any instant.
 *
 * @param rows newest tile first
 * @param nextDue when the next row becomes due
 */
record EffectiveRows<R extends WindowRow>(List<R> rows, long nextDue) {

    static <R extends WindowRow> EffectiveRows<R> at(Iterable<? extends R> all, long t) {
        long erased = erased(all);
        long nextDue = Micros.FOREVER;
        List<R> due = new ArrayList<>();
        boolean onlyAdds = true;
        for (R row : all) {
            if (row.sequence() <= erased || row.erasesKey()) {
                continue;
            }
            if (row.known() > t) {
                nextDue = Math.min(nextDue, row.known());
            } else {
                due.add(row);
                onlyAdds &= row.kind() == RowKind.ADD;
            }
        }
        List<R> rows = onlyAdds ? due : replaced(due);
        rows.sort(Comparator.comparingLong(WindowRow::tile).reversed());
        return new EffectiveRows<>(rows, nextDue);
    }

    /** Start of the newest tile; of no meaning without rows. */
    long newestTile() {
        return rows.isEmpty() ? Long.MIN_VALUE : rows.get(0).tile();
    }

    private static long erased(Iterable<? extends WindowRow> all) {
        long erased = Long.MIN_VALUE;
        for (WindowRow row : all) {
            if (row.erasesKey()) {
                erased = Math.max(erased, row.sequence());
            }
        }
        return erased;
    }

    private static <R extends WindowRow> List<R> replaced(List<R> due) {
        Map<Long, R> bases = new HashMap<>();
        for (R row : due) {
            if (row.kind() != RowKind.ADD) {
                bases.merge(row.tile(), row, (a, b) -> newer(b, a) ? b : a);
            }
        }
        List<R> rows = new ArrayList<>();
        for (R row : due) {
            @Nullable R base = bases.get(row.tile());
            boolean counts = row.kind() == RowKind.ADD
                    ? base == null || row.sequence() > base.sequence()
                    : row == base && row.kind() == RowKind.REPLACE;
            if (counts) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** Of two replaces or erases of one tile, whether {@code a} is the newer; on a tie the erase is. */
    static boolean newer(WindowRow a, WindowRow b) {
        int order = Long.compare(a.sequence(), b.sequence());
        if (order == 0) {
            order = Long.compare(a.known(), b.known());
        }
        return order != 0 ? order > 0 : a.kind() == RowKind.ERASE && b.kind() == RowKind.REPLACE;
    }
}
