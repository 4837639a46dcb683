package io.assay.lineage;

import io.assay.lineage.event.LineageDataset;
import io.assay.lineage.event.RunResult;
import io.assay.lineage.event.RunStart;
import java.util.List;

/** Begins runs. Entry type of this module for jobs. */
public final class Lineage {
    private Lineage() {}

    /** Emits START, with the inputs as far as they are known; the run must be completed or failed later. */
    public static LineageRun start(LineageEmitter emitter, RunStart start, List<LineageDataset> inputs) {
        LineageRun run = new LineageRun(emitter, start);
        run.say(LineageEvent.State.START, start.at(), RunResult.of(inputs, List.of()), null);
        return run;
    }

    /**
     * Emits an event that an earlier process had prepared and may not have emitted before it ended. Emitting the same
     * event twice changes nothing.
     */
    public static void repeat(LineageEmitter emitter, LineageEvent ready) {
        emitter.emit(ready);
    }
}
