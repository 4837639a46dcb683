package io.assay.validation.source;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Rows by their places: in these sources and, if they are not too many to be named, at these positions. */
public final class RowPositions {
    private final Map<String, long[]> positions;
    private final boolean named;

    private RowPositions(Map<String, long[]> positions, boolean named) {
        this.positions = Map.copyOf(positions);
        this.named = named;
    }

    /** Just these rows: positions in order, by source. */
    public static RowPositions at(Map<String, long[]> positions) {
        return new RowPositions(positions, true);
    }

    /** Somewhere in these sources. */
    public static RowPositions in(Set<String> sources) {
        return new RowPositions(
                sources.stream().collect(Collectors.toMap(source -> source, source -> new long[0])), false);
    }

    public Set<String> sources() {
        return positions.keySet();
    }

    /** In order; empty if any row of the source may be meant. */
    public Optional<long[]> positions(String source) {
        return named ? Optional.of(positions.getOrDefault(source, new long[0])) : Optional.empty();
    }
}
