package io.assay.validation;

import java.time.Instant;

/** The run that validates, as published and quarantined rows name it. */
public record GateRun(String id, String contractVersion, Instant at) {}
