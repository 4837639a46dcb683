package io.assay.jobs.stream;

import io.assay.definition.contract.DatasetName;
import io.assay.jobs.gate.IngestOption;
import java.util.Optional;
import java.util.Set;

/** What a stream is asked for. */
public record StreamRequest(
        DatasetName dataset,
        String folder,
        Optional<String> format,
        Optional<String> checkpoint,
        End end,
        Set<IngestOption> terms) {
    public StreamRequest {
        terms = Set.copyOf(terms);
    }

    /** When a stream ends. */
    public enum End {
        /** When all that is there now was taken. */
        AVAILABLE_NOW,
        /** When somebody stops it. */
        STOPPED
    }
}
