package io.assay.online.view;

import io.assay.aggregation.value.FeatureStatus;
import io.assay.definition.feature.ViewName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one served value was made of.
 *
 * @param version of the view's definition
 * @param value as JSON
 * @param rowTime event time of the row, for latest views
 * @param tiles first and last tile that hold contributing rows, for window views
 * @param tableVersion of the feature table that is served; -1 while it has none
 * @param sequences publication order of the datasets' snapshots the contributing rows were made from, ascending
 * @param runs ingest runs of the contributing rows, in the order of their names
 */
public record Provenance(
        ViewName view,
        String version,
        String feature,
        String value,
        FeatureStatus status,
        Optional<Instant> rowTime,
        Optional<TileRange> tiles,
        long tableVersion,
        List<Long> sequences,
        List<String> runs) {
    public Provenance {
        sequences = List.copyOf(sequences);
        runs = List.copyOf(runs);
    }

    /** Starts of the first and the last tile, and of the requested window. */
    public record TileRange(Instant windowStart, Instant first, Instant last) {}
}
