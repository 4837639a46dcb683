package io.assay.lineage;

import java.time.Instant;
import java.util.UUID;

/** One event as it travels: what file names and indexes need, and the JSON document itself. */
public record LineageEvent(UUID run, State state, Instant at, String json) {
    /** What the event says of its run. */
    public enum State {
        START,
        COMPLETE,
        FAIL
    }
}
