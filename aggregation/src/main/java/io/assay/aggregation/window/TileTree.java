package io.assay.aggregation.window;

import io.assay.aggregation.state.AggregateState;
import io.assay.aggregation.value.RowKind;
import org.jspecify.annotations.Nullable;

/**
 * The due rows of one key, merged by tile, by 4 tiles, by 16 and so on: the state of all tiles from a given one on is
 * merged from a few nodes of each level. An add merges into one node a level; a replace or erase builds those again.
 */
final class TileTree {
    private static final int BITS = 2;
    private static final int FAN = 1 << BITS;
    private static final int TOP = 8;

    private final TileLevel[] levels;
    private final int columns;

    /**
     * An empty tree.
     *
     * @param reach how many tiles the longest window spans
     */
    TileTree(int columns, long reach) {
        this.columns = columns;
        int depth = 1;
        for (long tiles = reach; tiles > TOP; tiles >>= BITS) {
            depth++;
        }
        this.levels = new TileLevel[depth];
        for (int i = 0; i < depth; i++) {
            levels[i] = new TileLevel();
        }
    }

    void clear() {
        for (TileLevel level : levels) {
            level.clear();
        }
    }

    void take(long index, WindowRow row) {
        TileNode tile = levels[0].findOrAdd(index, columns);
        if (row.kind() == RowKind.ADD) {
            if (tile.add(row)) {
                for (int i = 1; i < levels.length; i++) {
                    levels[i].findOrAdd(index >> (BITS * i), columns).merge(row);
                }
            }
        } else if (tile.replace(row)) {
            rebuildAbove(index);
        }
    }

    /** Forgets all rows up to a sequence. */
    void forget(long sequence) {
        for (TileNode tile : levels[0].all()) {
            tile.forget(sequence);
            rebuildAbove(tile.index);
        }
    }

    private void rebuildAbove(long index) {
        for (int i = 1; i < levels.length; i++) {
            long parent = index >> (BITS * i);
            levels[i].findOrAdd(parent, columns).rebuild(levels[i - 1].between(parent << BITS, (parent + 1) << BITS));
        }
    }

    /** Drops the tiles before {@code index}. */
    void dropBefore(long index) {
        for (int i = 0; i < levels.length; i++) {
            levels[i].dropBefore(index >> (BITS * i));
        }
    }

    /** The state of a column over all tiles from {@code index} on. */
    @Nullable AggregateState from(long index, int column) {
        MergedState sum = new MergedState();
        long first = index;
        for (int i = 0; i < levels.length; i++) {
            boolean top = i == levels.length - 1;
            long end = top ? Long.MAX_VALUE : (first + FAN - 1) & -FAN;
            TileLevel level = levels[i];
            for (int place = level.firstFrom(first); place < level.end() && level.at(place).index < end; place++) {
                sum.add(level.at(place).column(column).state());
            }
            first = end >> BITS;
        }
        return sum.state();
    }

    /** The first tile from {@code index} on that holds a row; {@link Long#MAX_VALUE} if none does. */
    long oldestFrom(long index) {
        TileLevel tiles = levels[0];
        for (int place = tiles.firstFrom(index); place < tiles.end(); place++) {
            if (tiles.at(place).holdsRows()) {
                return tiles.at(place).index;
            }
        }
        return Long.MAX_VALUE;
    }

    /** The last tile that holds a row; 0 if none does. */
    long newest() {
        TileLevel tiles = levels[0];
        for (int place = tiles.end() - 1; place >= tiles.start(); place--) {
            if (tiles.at(place).holdsRows()) {
                return tiles.at(place).index;
            }
        }
        return 0;
    }
}
