package io.assay.jobs.ingest;

import io.assay.definition.contract.DatasetName;
import io.assay.jobs.gate.IngestOption;
import io.assay.validation.source.Input;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code ingest} is asked for.
 *
 * @param page where the report is to be left as a page
 */
public record IngestRequest(
        DatasetName dataset,
        Input input,
        Optional<String> runId,
        Repetition repetition,
        Set<IngestOption> terms,
        Optional<String> page) {
    public IngestRequest {
        terms = Set.copyOf(terms);
    }

    /** A plain batch of these files. */
    public static IngestRequest of(DatasetName dataset, String... paths) {
        return new IngestRequest(
                dataset, Input.of(paths), Optional.empty(), Repetition.ONCE, Set.of(), Optional.empty());
    }

    /** What becomes of a batch that was published before. */
    public enum Repetition {
        /** Nothing: it is there. */
        ONCE,
        /** It is published once more, under another id. */
        AGAIN
    }
}
