package io.assay.lineage.graph;

import io.assay.lineage.graph.DatasetData.Name;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job in a response, with Marquez's field names; inputs and outputs are those of its newest run. */
public record JobData(
        Name id,
        String type,
        String name,
        String simpleName,
        @Nullable String parentJobName,
        Instant createdAt,
        Instant updatedAt,
        String namespace,
        List<Name> inputs,
        List<Name> outputs,
        @Nullable String location,
        @Nullable String description,
        Map<String, Object> facets,
        @Nullable RunData latestRun) {

    /** One run; {@code state} is {@code NEW RUNNING COMPLETED FAILED ABORTED}. */
    public record RunData(
            String id,
            Instant createdAt,
            Instant updatedAt,
            @Nullable String nominalStartTime,
            @Nullable String nominalEndTime,
            String state,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Long durationMs,
            Map<String, Object> facets) {}
}
