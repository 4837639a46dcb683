package io.assay.jobs.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.jobs.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Events without what is another each time: names in place of ids, times, places and versions of programs. */
final class PlainEvents {
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d[:.0-9]*Z");
    private static final Pattern SNAPSHOT = Pattern.compile("(?<=\")\\d{15,}(?=\")");

    private final String folder;

    PlainEvents(Path folder) {
        this.folder = folder.toString();
    }

    /** The events as one JSON array. */
    String of(List<String> events) throws IOException {
        ObjectMapper json = Json.MAPPER;
        JsonNode array = json.readTree("[" + String.join(",", events) + "]");
        array.forEach(PlainEvents::withoutPrograms);
        String text = json.writeValueAsString(array)
                .replace(folder, "/PROJECT")
                .replaceAll("/tree/v[^\"]*", "/tree/vVERSION")
                .replaceAll("\\b[0-9a-f]{16}\\b", "RUN")
                .replaceAll("\\d{8}T\\d{6}Z", "WHEN")
                .replaceAll("(compute|train|training-set)-WHEN-[0-9a-f]{8}", "$1-WHEN-ID");
        text = TIME.matcher(text).replaceAll("TIME");
        text = UUID.matcher(text).replaceAll("LINEAGE-RUN");
        return SNAPSHOT.matcher(text).replaceAll("SNAPSHOT");
    }

    private static void withoutPrograms(JsonNode event) {
        JsonNode facets = event.path("run").path("facets");
        if (facets.path("processing_engine") instanceof ObjectNode engine) {
            engine.put("version", "SPARK").put("openlineageAdapterVersion", "VERSION");
        }
        if (facets.path("errorMessage") instanceof ObjectNode error) {
            String trace = error.path("stackTrace").asText();
            error.put("stackTrace", trace.lines().findFirst().orElse("") + " ...");
        }
    }
}
