package io.assay.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.lineage.event.LineageDataset;
import io.assay.lineage.event.LineageJob;
import io.assay.lineage.event.RunResult;
import io.assay.lineage.event.RunStart;
import io.assay.lineage.golden.ClientTypes;
import io.assay.lineage.golden.GoldenFile;
import io.assay.lineage.internal.openlineage.EventWriter;
import io.assay.lineage.internal.openlineage.Producer;
import io.openlineage.client.OpenLineage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every event as it is kept under {@code src/test/golden}, and as the official client reads it. */
class GoldenEventsTest {
    private static final Instant START = Samples.START;
    private static final RunResult NOTHING = RunResult.of(List.of(), List.of());
    private final EventWriter writer = EventWriter.of(Producer.of("https://example.org/assay", "1.2.3"));

    @Test
    void anIngestStarts() throws Exception {
        RunResult inputs = RunResult.of(List.of(LineageDataset.at(Samples.CSV)), List.of());
        check("ingest-start", Samples.ingest("run-1", START), "START", inputs, null);
    }

    @Test
    void anIngestCompletesWithItsVerdict() throws Exception {
        OpenLineage.RunEvent event =
                check("ingest-complete", Samples.ingest("run-1", START), "COMPLETE", Samples.ingested(), null);
        assertThat(event.getRun().getFacets().getTest().getTests()).hasSize(2);
        assertThat(event.getRun().getFacets().getParent().getRoot().getJob().getName())
                .isEqualTo("flights");
        assertThat(event.getOutputs()
                        .get(0)
                        .getFacets()
                        .getSymlinks()
                        .getIdentifiers()
                        .get(0)
                        .getName())
                .isEqualTo("datasets.flights");
    }

    @Test
    void aComputeCompletesWithColumnLineageAndVersions() throws Exception {
        RunResult result = RunResult.of(List.of(Samples.flights()), List.of(Samples.delays()));
        OpenLineage.RunEvent event =
                check("compute-complete", Samples.compute("run-2", START), "COMPLETE", result, null);
        OpenLineage.ColumnLineageDatasetFacet columns =
                event.getOutputs().get(0).getFacets().getColumnLineage();
        assertThat(columns.getFields().getAdditionalProperties()).containsOnlyKeys("carrier", "state_mean_delay_3h");
        assertThat(columns.getDataset().get(0).getTransformations().get(0).getType())
                .isEqualTo("INDIRECT");
    }

    @Test
    void aQueryFailsWithItsMessageAndTrace() throws Exception {
        RunStart start = RunStart.of(
                LineageJob.batch("flights", "training-set.late_arrival", "TRAINING_SET")
                        .withSql("SELECT 1"),
                "run-3",
                START);
        IllegalStateException cause = new IllegalStateException("labels.csv: no column carrier; add it");
        cause.setStackTrace(new StackTraceElement[] {new StackTraceElement("io.assay.Job", "run", "Job.java", 7)});
        OpenLineage.RunEvent event = check("query-fail", start, "FAIL", NOTHING, cause);
        assertThat(event.getRun().getFacets().getErrorMessage().getMessage()).isEqualTo(cause.getMessage());
    }

    @Test
    void theProducerIsOurProjectAndItsVersion() throws Exception {
        String json = EventWriter.ofThisVersion().write(Samples.compute("r", START), "START", START, NOTHING, null);
        assertThat(ClientTypes.read(json).getProducer().toString()).matches("https://[^$]+/tree/v\\d+\\.\\d+\\.\\d+.*");
    }

    private OpenLineage.RunEvent check(
            String name, RunStart start, String state, RunResult result, @Nullable Throwable cause) throws Exception {
        String json = writer.write(start, state, START.plusSeconds(9), result, cause);
        GoldenFile.assertSame(name, json);
        return ClientTypes.read(json);
    }
}
