package io.assay.service.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.assay.definition.contract.ContractColumn;
import io.assay.online.log.RunEntry;
import io.assay.online.log.RunHistory.Metric;
import io.assay.warehouse.run.RunDocument.ContractReference;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A dataset under contract, and the newest run of its gate. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DatasetResponse(
        String name,
        @Nullable String description,
        ContractReference contract,
        @JsonProperty("write_mode") String writeMode,
        @JsonProperty("primary_key") List<String> primaryKey,
        List<ColumnAnswer> columns,
        int rules,
        @JsonProperty("last_run") @Nullable RunAnswer lastRun) {

    /** One column of a dataset. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ColumnAnswer(
            String name,
            String type,
            boolean required,
            @Nullable String description,
            @Nullable String classification,
            List<String> tags) {
        static ColumnAnswer of(ContractColumn column) {
            return new ColumnAnswer(
                    column.name(),
                    column.type().stored(),
                    column.required(),
                    column.description().orElse(null),
                    column.classification().orElse(null),
                    column.tags());
        }
    }

    /** One run of the gate. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RunAnswer(
            String run,
            String command,
            @Nullable String status,
            Instant at,
            @Nullable Double seconds,
            @Nullable ContractReference contract,
            Map<String, Long> rows,
            @JsonProperty("broken_rules") List<String> brokenRules,
            @Nullable String snapshot,
            List<String> inputs,
            @JsonProperty("lineage_run") @Nullable String lineageRun) {
        static RunAnswer of(RunEntry run) {
            return new RunAnswer(
                    run.run(),
                    run.command(),
                    run.status(),
                    run.at(),
                    run.seconds(),
                    run.contract().orElse(null),
                    run.rows(),
                    run.broken(),
                    run.snapshot().orElse(null),
                    run.inputs(),
                    run.lineageRun().orElse(null));
        }
    }

    /** The newest verdict on a dataset, rule by rule, and what was measured with it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record QualityAnswer(
            String dataset, @Nullable RunAnswer run, List<Map<String, @Nullable Object>> rules, List<Metric> metrics) {}

    static DatasetResponse of(DatasetCatalog.Contracted contracted, Optional<RunEntry> last) {
        return new DatasetResponse(
                contracted.dataset().name().value(),
                contracted.dataset().description().orElse(null),
                new ContractReference(
                        contracted.contract().id(), contracted.contract().version()),
                contracted.dataset().writeMode().name().toLowerCase(Locale.ROOT),
                contracted.dataset().primaryKey(),
                contracted.dataset().columns().stream().map(ColumnAnswer::of).toList(),
                contracted.dataset().rules().size(),
                last.map(RunAnswer::of).orElse(null));
    }
}
