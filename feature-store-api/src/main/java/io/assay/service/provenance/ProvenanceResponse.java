package io.assay.service.provenance;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.assay.warehouse.run.RunDocument.ContractReference;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** For every value of an answer, what it was made of. */
record ProvenanceResponse(Instant now, List<Origin> values) {

    /**
     * One value.
     *
     * @param row of the request, from 0
     * @param name in the answer of {@code /get-online-features}
     * @param eventTime of the row, or the end of what the newest tile begins with
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Origin(
            int row,
            Map<String, Object> entity,
            String name,
            String view,
            @JsonProperty("view_version") String viewVersion,
            String feature,
            @JsonRawValue String value,
            String status,
            @JsonProperty("event_time") @Nullable Instant eventTime,
            @JsonProperty("row_time") @Nullable Instant rowTime,
            @Nullable Tiles tiles,
            @JsonProperty("feature_table") Table featureTable,
            List<Run> runs) {}

    /** The requested window, and the first and last tile in it that hold rows. */
    record Tiles(@JsonProperty("window_start") Instant windowStart, Instant first, Instant last) {}

    /** The feature table and its version that was served. */
    record Table(String path, long version) {}

    /**
     * A run whose rows are in the value: what it published, under which contract, with which verdict, from which files.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Run(
            String run,
            @Nullable String dataset,
            @Nullable String snapshot,
            @Nullable ContractReference contract,
            @Nullable Verdict verdict,
            @JsonProperty("source_files") List<String> sourceFiles,
            @Nullable Instant at,
            @JsonProperty("lineage_run") @Nullable String lineageRun) {}

    /** The gate's verdict on the run's batch. */
    record Verdict(
            @Nullable String status,
            Map<String, Long> rows,
            @JsonProperty("broken_rules") List<String> brokenRules) {}
}
