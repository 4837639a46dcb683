package io.assay.jobs.gate;

import io.assay.definition.contract.DataContract;
import io.assay.jobs.record.DefinitionLog;
import io.assay.warehouse.definition.DefinitionRecord;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Writes the contract that a run uses, while the batch is validated; whoever logs the run waits for it. A run ends
 * after the write does, also one that logs nothing.
 */
final class DefinitionWrite implements AutoCloseable {
    private final CompletableFuture<@Nullable Void> written;

    private DefinitionWrite(CompletableFuture<@Nullable Void> written) {
        this.written = written;
    }

    /** Nothing to write. */
    static DefinitionWrite none() {
        return new DefinitionWrite(CompletableFuture.completedFuture(null));
    }

    static DefinitionWrite start(DefinitionLog log, String run, Instant at, DataContract contract) {
        List<DefinitionRecord> rows = List.of(DefinitionRecord.of(contract));
        return new DefinitionWrite(CompletableFuture.runAsync(
                () -> log.write(run, at, rows), work -> new Thread(work, "definitions of " + run).start()));
    }

    void await() {
        try {
            written.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Waits for the end of the write, however it ends: a run that needs it has called {@link #await}. */
    @Override
    public void close() {
        written.handle((done, failure) -> true).join();
    }
}
