package io.assay.lineage.event;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The run that started this one, such as an Airflow task, and the run at the very top. */
public record ParentRun(Member parent, Optional<Member> root) {
    private static final String PREFIX = "spark.openlineage.";

    /** One run of one job. */
    public record Member(UUID run, String namespace, String job) {}

    /**
     * Reads the six {@code spark.openlineage.*} keys that Airflow's Spark provider sets. Empty if the parent's three
     * are not all there, or its run id is not a valid UUID.
     */
    public static Optional<ParentRun> fromSpark(Map<String, String> configuration) {
        return member(configuration, "parentRunId", "parentJobNamespace", "parentJobName")
                .map(parent -> new ParentRun(
                        parent,
                        member(configuration, "rootParentRunId", "rootParentJobNamespace", "rootParentJobName")));
    }

    private static Optional<Member> member(Map<String, String> keys, String run, String namespace, String job) {
        @Nullable String id = keys.get(PREFIX + run);
        @Nullable String space = keys.get(PREFIX + namespace);
        @Nullable String name = keys.get(PREFIX + job);
        if (id == null || space == null || name == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Member(UUID.fromString(id), space, name));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
