package io.assay.lineage.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A run as it begins: which job, since when, on whose behalf, on what engine.
 *
 * @param run its lineage id
 * @param assayRun its own id, as commands print it
 */
public record RunStart(
        UUID run,
        String assayRun,
        Instant at,
        LineageJob job,
        Optional<ParentRun> parent,
        Optional<NominalTime> nominal,
        Optional<Engine> engine) {

    /** The time interval of a scheduled run. */
    public record NominalTime(Instant start, Optional<Instant> end) {}

    /** The engine that runs it, such as {@code spark} {@code 3.5.7}. */
    public record Engine(String name, String version) {}

    /** The lineage id is derived from the run's id and its start, so that the log can refer to it. */
    public static RunStart of(LineageJob job, String run, Instant at) {
        return new RunStart(id(run, at), run, at, job, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The lineage id of the run {@code run} that began at {@code at}. */
    public static UUID id(String run, Instant at) {
        return UUID.nameUUIDFromBytes((run + "@" + at).getBytes(StandardCharsets.UTF_8));
    }

    public RunStart withParent(Optional<ParentRun> other) {
        return new RunStart(run, assayRun, at, job, other, nominal, engine);
    }

    public RunStart withNominal(NominalTime span) {
        return new RunStart(run, assayRun, at, job, parent, Optional.of(span), engine);
    }

    public RunStart withEngine(String name, String version) {
        return new RunStart(run, assayRun, at, job, parent, nominal, Optional.of(new Engine(name, version)));
    }
}
