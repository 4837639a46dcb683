package io.assay.jobs.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.aggregation.value.FeatureStatus;
import io.assay.jobs.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where one value comes from; {@link #json()} is an answer of the service's {@code /v1/provenance} with one value.
 *
 * @param rowTime event time of the row, for latest views
 * @param tiles for window views: the window's start, and the first and last tile in it that hold rows
 */
record Explanation(
        Instant now,
        LiveFeature feature,
        Map<String, Object> key,
        JsonNode value,
        FeatureStatus status,
        Optional<Instant> rowTime,
        Optional<Tiles> tiles,
        Table table,
        List<RunOrigin> runs) {
    /** The feature table and the version of it that was read; -1 while there is none. */
    record Table(String path, long version) {}

    record Tiles(Instant windowStart, Instant first, Instant last) {}

    ObjectNode json() {
        ObjectNode document = Json.object().put("now", now.toString());
        ObjectNode origin = document.putArray("values").addObject().put("row", 0);
        origin.set("entity", Json.MAPPER.valueToTree(key));
        origin.put("name", feature.feature());
        origin.put("view", feature.view().name().value());
        origin.put("view_version", feature.view().version());
        origin.put("feature", feature.feature());
        origin.set("value", value);
        origin.put("status", status.name());
        rowTime.or(() -> tiles.map(Tiles::last)).ifPresent(time -> origin.put("event_time", time.toString()));
        rowTime.ifPresent(time -> origin.put("row_time", time.toString()));
        tiles.ifPresent(range -> origin.putObject("tiles")
                .put("window_start", range.windowStart().toString())
                .put("first", range.first().toString())
                .put("last", range.last().toString()));
        origin.putObject("feature_table").put("path", table.path()).put("version", table.version());
        runs.forEach(run -> origin.withArray("runs").add(run.json()));
        if (runs.isEmpty()) {
            origin.putArray("runs");
        }
        return document;
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add("%s of %s at %s: %s (%s)".formatted(feature.feature(), key, now, Json.text(value), status));
        lines.add("  view      %s, version %s"
                .formatted(feature.view().name(), feature.view().version()));
        rowTime.ifPresent(time -> lines.add("  row of    " + time));
        tiles.ifPresent(range -> lines.add("  window    from %s; rows in tiles %s to %s"
                .formatted(range.windowStart(), range.first(), range.last())));
        lines.add("  table     %s, version %d".formatted(table.path(), table.version()));
        runs.forEach(run -> lines.add(run.text()));
        if (runs.isEmpty()) {
            lines.add("  no row of this key counts at that time; ask for another with --at INSTANT");
        }
        return String.join("\n", lines);
    }
}
