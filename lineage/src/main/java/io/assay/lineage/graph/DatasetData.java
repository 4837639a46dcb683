package io.assay.lineage.graph;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A dataset in a response, with Marquez's field names; {@code facets} are the newest event's. */
public record DatasetData(
        Name id,
        String type,
        String name,
        String physicalName,
        Instant createdAt,
        Instant updatedAt,
        String namespace,
        String sourceName,
        List<Field> fields,
        List<String> tags,
        @Nullable Instant lastModifiedAt,
        @Nullable String description,
        Map<String, Object> facets) {
    /** A namespace and a name in it. */
    public record Name(String namespace, String name) {}

    /** One column. */
    public record Field(
            String name,
            @Nullable String type,
            List<String> tags,
            @Nullable String description) {}
}
