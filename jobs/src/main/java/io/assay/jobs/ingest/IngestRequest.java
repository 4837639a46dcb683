package io.assay.jobs.ingest;

import io.assay.definition.contract.DatasetName;
import io.assay.jobs.gate.IngestOption;
import io.assay.validation.source.Input;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code ingest} is to do.
 *
 * @param page where the report is to be written as an HTML page
 * @param approval why the batch is published even if it would be held, where somebody approved it
 * @param at the time that the ages of rows are measured against, where it is not that of the run
 * @param version that the input still has to be of, where the batch was read before
 */
public record IngestRequest(
        DatasetName dataset,
        Input input,
        Optional<String> runId,
        Repetition repetition,
        Set<IngestOption> options,
        Optional<String> page,
        Optional<String> approval,
        Optional<Instant> at,
        Optional<String> version) {
    public IngestRequest {
        options = Set.copyOf(options);
    }

    public IngestRequest(
            DatasetName dataset,
            Input input,
            Optional<String> runId,
            Repetition repetition,
            Set<IngestOption> options,
            Optional<String> page,
            Optional<String> approval) {
        this(dataset, input, runId, repetition, options, page, approval, Optional.empty(), Optional.empty());
    }

    /** A plain batch of these files. */
    public static IngestRequest of(DatasetName dataset, String... paths) {
        return new IngestRequest(
                dataset,
                Input.of(paths),
                Optional.empty(),
                Repetition.ONCE,
                Set.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** What becomes of a batch that was published before. */
    public enum Repetition {
        /** Nothing: it is published already. */
        ONCE,
        /** It is published once more, under another id. */
        AGAIN
    }
}
