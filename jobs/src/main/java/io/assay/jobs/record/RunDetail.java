package io.assay.jobs.record;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.warehouse.run.RunRowKind;
import org.jspecify.annotations.Nullable;

/** One thing a run found or decided: a line of the log beside the run's own. */
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
public record RunDetail(
        RunRowKind kind,
        @Nullable String status,
        String name,
        @Nullable String column,
        @Nullable Double value,
        @Nullable String text,
        byte @Nullable [] state,
        @Nullable JsonNode body) {

    /** A rule's verdict; {@code body} is the rule's JSON as {@code ingest --json} has it. */
    public static RunDetail rule(
            String name, @Nullable String column, String status, @Nullable Long violations, JsonNode body) {
        Double value = violations == null ? null : Double.valueOf(violations);
        return new RunDetail(RunRowKind.RULE, status, name, column, value, null, null, body);
    }

    /** A metric with its mergeable state; {@code text} where the value is not a valid number. */
    public static RunDetail metric(
            String name,
            @Nullable String column,
            @Nullable Double value,
            @Nullable String text,
            byte @Nullable [] state) {
        return new RunDetail(RunRowKind.METRIC, null, name, column, value, text, state, null);
    }

    /** A choice of the run itself; {@code by} says whether it was measured or pinned. */
    public static RunDetail choice(String name, @Nullable String column, String by, String reason, JsonNode body) {
        return new RunDetail(RunRowKind.DECISION, by, name, column, null, reason, null, body);
    }

    /** A decision of a person and its reason. */
    public static RunDetail decision(String name, String status, String reason, @Nullable JsonNode body) {
        return new RunDetail(RunRowKind.DECISION, status, name, null, null, reason, null, body);
    }
}
