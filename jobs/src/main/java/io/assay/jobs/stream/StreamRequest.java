package io.assay.jobs.stream;

import io.assay.definition.contract.DatasetName;
import io.assay.jobs.gate.IngestOption;
import java.util.Optional;
import java.util.Set;

/**
 * What a stream is to do.
 *
 * @param input a folder, or the address of a topic
 */
public record StreamRequest(
        DatasetName dataset,
        String input,
        Optional<String> format,
        Optional<String> checkpoint,
        End end,
        Set<IngestOption> options) {
    public StreamRequest {
        options = Set.copyOf(options);
    }

    /** When a stream ends. */
    public enum End {
        /** When everything that is there now was ingested. */
        AVAILABLE_NOW,
        /** When somebody stops it. */
        STOPPED
    }
}
