package io.assay.lineage.internal.openlineage;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.assay.lineage.event.RunResult;
import io.assay.lineage.event.RunStart;
import io.assay.lineage.internal.json.EventJson;
import io.openlineage.client.OpenLineage;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Writes one run event as OpenLineage JSON. Safe for use by several threads. */
public final class EventWriter {
    private final OpenLineage types;
    private final RunFacets runs;
    private final JobFacets jobs;
    private final DatasetFacets datasets;

    private EventWriter(Producer producer) {
        types = new OpenLineage(producer.uri());
        runs = new RunFacets(types, producer);
        jobs = new JobFacets(types);
        datasets = new DatasetFacets(types);
    }

    public static EventWriter ofThisVersion() {
        return new EventWriter(Producer.ofThisVersion());
    }

    public static EventWriter of(Producer producer) {
        return new EventWriter(producer);
    }

    /** The event as JSON; {@code state} is {@code START}, {@code COMPLETE} or {@code FAIL}. */
    public String write(RunStart start, String state, Instant at, RunResult result, @Nullable Throwable cause) {
        OpenLineage.RunEvent event = types.newRunEventBuilder()
                .eventTime(at.atZone(ZoneOffset.UTC))
                .eventType(OpenLineage.RunEvent.EventType.valueOf(state))
                .run(types.newRun(start.run(), runs.of(start, at, result.checks(), cause)))
                .job(jobs.of(start.job()))
                .inputs(result.inputs().stream().map(datasets::input).toList())
                .outputs(result.outputs().stream().map(datasets::output).toList())
                .build();
        try {
            return EventJson.MAPPER.writeValueAsString(event);
        } catch (JsonProcessingException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
