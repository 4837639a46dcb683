package io.assay.lineage;

import java.time.Instant;
import java.util.UUID;

/** One event: the fields that file names and indexes need, and the JSON document. */
public record LineageEvent(UUID run, State state, Instant at, String json) {
    /** What the event says of its run. */
    public enum State {
        START,
        COMPLETE,
        FAIL
    }
}
