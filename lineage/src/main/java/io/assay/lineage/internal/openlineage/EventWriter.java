package io.assay.lineage.internal.openlineage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.assay.lineage.event.RunResult;
import io.assay.lineage.event.RunStart;
import io.openlineage.client.OpenLineage;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Writes one run event as OpenLineage JSON. Safe for use by several threads. */
public final class EventWriter {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

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
            return JSON.writeValueAsString(event);
        } catch (JsonProcessingException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
