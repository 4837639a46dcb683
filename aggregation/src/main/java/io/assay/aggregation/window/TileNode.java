package io.assay.aggregation.window;

import io.assay.aggregation.value.RowKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The merged states of a run of tiles; of a single tile also its rows, from which it can be built again. */
final class TileNode {
    final long index;
    private final MergedState[] columns;
    private final List<WindowRow> adds = new ArrayList<>(2);
    private @Nullable WindowRow base;

    TileNode(long index, int columns) {
        this.index = index;
        this.columns = new MergedState[columns];
        clear();
    }

    private void clear() {
        for (int i = 0; i < columns.length; i++) {
            columns[i] = new MergedState();
        }
    }

    MergedState column(int column) {
        return columns[column];
    }

    void merge(WindowRow row) {
        for (int i = 0; i < columns.length; i++) {
            columns[i].add(row.state(i));
        }
    }

    /** Makes this node the sum of its children. */
    void rebuild(List<TileNode> children) {
        clear();
        for (TileNode child : children) {
            for (int i = 0; i < columns.length; i++) {
                columns[i].addCopy(child.columns[i].state());
            }
        }
    }

    /** Takes an add into a single tile; whether it counts. */
    boolean add(WindowRow row) {
        if (base != null && row.sequence() <= base.sequence()) {
            return false;
        }
        adds.add(row);
        merge(row);
        return true;
    }

    /** Takes a replace or erase into a single tile; whether it changes anything. */
    boolean replace(WindowRow row) {
        if (base != null && !EffectiveRows.newer(row, base)) {
            return false;
        }
        base = row;
        rebuild();
        return true;
    }

    /** Forgets all rows of a single tile up to a sequence. */
    void forget(long sequence) {
        if (base != null && base.sequence() <= sequence) {
            base = null;
        }
        adds.removeIf(row -> row.sequence() <= sequence);
        rebuild();
    }

    private void rebuild() {
        clear();
        WindowRow ground = base;
        if (ground != null) {
            adds.removeIf(add -> add.sequence() <= ground.sequence());
            if (ground.kind() == RowKind.REPLACE) {
                merge(ground);
            }
        }
        adds.forEach(this::merge);
    }

    /** Whether any row of a single tile counts. */
    boolean holdsRows() {
        return !adds.isEmpty() || (base != null && base.kind() == RowKind.REPLACE);
    }
}
