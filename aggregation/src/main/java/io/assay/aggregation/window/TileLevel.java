package io.assay.aggregation.window;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The nodes of one level of a {@link TileTree}, by index; grows mostly at its end, shrinks at its front. */
final class TileLevel {
    private @Nullable TileNode[] nodes = new TileNode[8];
    private int from;
    private int to;

    void clear() {
        Arrays.fill(nodes, from, to, null);
        from = 0;
        to = 0;
    }

    int start() {
        return from;
    }

    int end() {
        return to;
    }

    TileNode at(int place) {
        TileNode node = nodes[place];
        if (node == null) {
            throw new IndexOutOfBoundsException(place);
        }
        return node;
    }

    /** The place of the first node at or after {@code index}. */
    int firstFrom(long index) {
        if (from == to || at(to - 1).index < index) {
            return to;
        }
        int low = from;
        int high = to - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at(middle).index < index) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    TileNode findOrAdd(long index, int columns) {
        int place = firstFrom(index);
        if (place < to && at(place).index == index) {
            return at(place);
        }
        TileNode node = new TileNode(index, columns);
        insert(place, node);
        return node;
    }

    private void insert(int place, TileNode node) {
        int target = place;
        if (to == nodes.length) {
            int size = to - from;
            @Nullable TileNode[] larger = size * 2 > nodes.length ? new TileNode[nodes.length * 2] : new TileNode[nodes.length];
            System.arraycopy(nodes, from, larger, 0, size);
            target = place - from;
            nodes = larger;
            from = 0;
            to = size;
        }
        System.arraycopy(nodes, target, nodes, target + 1, to - target);
        nodes[target] = node;
        to++;
    }

    /** Drops the nodes before {@code index}. */
    void dropBefore(long index) {
        while (from < to && at(from).index < index) {
            nodes[from++] = null;
        }
    }

    List<TileNode> all() {
        return Arrays.stream(nodes, from, to)
                .map(node -> Objects.requireNonNull(node))
                .toList();
    }

    /** The nodes with an index in [first, end). */
    List<TileNode> between(long first, long end) {
        return Arrays.stream(nodes, firstFrom(first), firstFrom(end))
                .map(node -> Objects.requireNonNull(node))
                .toList();
    }
}
