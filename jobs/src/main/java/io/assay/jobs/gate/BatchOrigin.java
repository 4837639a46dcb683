package io.assay.jobs.gate;

import io.assay.validation.source.Input;
import java.util.Optional;

/**
 * Where a batch comes from.
 *
 * @param command that brought it
 * @param input what it was read from
 * @param version of the files or tables it was read from, where that is known: the same as long as none of them changes
 */
public record BatchOrigin(String command, Input input, Optional<String> version) {
    public BatchOrigin(String command, Input input) {
        this(command, input, Optional.empty());
    }

    /** The same, read from this version of its input. */
    public BatchOrigin at(String read) {
        return new BatchOrigin(command, input, Optional.of(read));
    }
}
