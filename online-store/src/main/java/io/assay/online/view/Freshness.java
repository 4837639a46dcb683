package io.assay.online.view;

import io.assay.definition.feature.ViewName;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a view has been followed.
 *
 * @param version of the view's definition
 * @param tableVersion version of the feature table that is served; empty while it has none
 * @param committed when that version was written
 * @param applied when it was applied here
 * @param caughtUp whether the version that was current at start has been reached
 * @param problem why following does not go on at the moment
 */
public record Freshness(
        ViewName view,
        String version,
        OptionalLong tableVersion,
        Optional<Instant> committed,
        Optional<Instant> applied,
        boolean caughtUp,
        Optional<String> problem) {}
