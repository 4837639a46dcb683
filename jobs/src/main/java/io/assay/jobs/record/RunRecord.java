package io.assay.jobs.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/**
 * One run as the log keeps it.
 *
 * @param run id of the run; the same batch again has the same id
 * @param subject what it worked on: a dataset, a view, a service, a model
 * @param status the command's own word, such as {@code published} or {@code held}
 * @param body the command's JSON document plus {@code inputs} and {@code lineage_run}
 */
public record RunRecord(
        String run,
        String command,
        String subject,
        String status,
        Instant at,
        double seconds,
        ObjectNode body,
        List<RunDetail> lines) {
    public RunRecord {
        lines = List.copyOf(lines);
    }
}
