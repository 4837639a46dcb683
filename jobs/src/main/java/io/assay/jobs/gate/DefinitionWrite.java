package io.assay.jobs.gate;

import io.assay.definition.contract.DataContract;
import io.assay.jobs.record.DefinitionLog;
import io.assay.jobs.run.SideWork;
import io.assay.warehouse.definition.DefinitionRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Writes the contract that a run uses, while the batch is validated; whoever logs the run waits for it. A run ends
 * after the write does, also one that logs nothing.
 */
final class DefinitionWrite implements AutoCloseable {
    private final Optional<SideWork<List<DefinitionRecord>>> writing;

    private DefinitionWrite(Optional<SideWork<List<DefinitionRecord>>> writing) {
        this.writing = writing;
    }

    /** Nothing to write. */
    static DefinitionWrite none() {
        return new DefinitionWrite(Optional.empty());
    }

    static DefinitionWrite start(DefinitionLog log, String run, Instant at, DataContract contract) {
        List<DefinitionRecord> rows = List.of(DefinitionRecord.of(contract));
        return new DefinitionWrite(Optional.of(SideWork.start("definitions of " + run, () -> {
            log.write(run, at, rows);
            return rows;
        })));
    }

    void await() {
        writing.ifPresent(SideWork::result);
    }

    /** Waits for the end of the write, however it ends: a run that needs it has called {@link #await}. */
    @Override
    public void close() {
        writing.ifPresent(SideWork::close);
    }
}
