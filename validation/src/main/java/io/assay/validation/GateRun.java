package io.assay.validation;

import java.time.Instant;

/**
 * The run that validates, as published and quarantined rows name it.
 *
 * @param at when it began
 * @param now the time that the ages of rows are measured against: another one for a backfill
 */
public record GateRun(String id, String contractVersion, Instant at, Instant now) {
    public GateRun(String id, String contractVersion, Instant at) {
        this(id, contractVersion, at, at);
    }
}
