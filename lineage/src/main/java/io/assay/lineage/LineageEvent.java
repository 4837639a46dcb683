package io.assay.lineage;

import java.time.Instant;
import java.util.UUID;

/** One event: the fields that file names and indexes need, and the JSON document. */
public record LineageEvent(UUID run, State state, Instant at, String json) {
    /** The state of the run that the event reports. */
    public enum State {
        START,
        COMPLETE,
        FAIL
    }
}
