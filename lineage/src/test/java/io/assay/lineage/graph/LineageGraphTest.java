package io.assay.lineage.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.lineage.Lineage;
import io.assay.lineage.LineageEmitter;
import io.assay.lineage.LineageEvent;
import io.assay.lineage.LineageRun;
import io.assay.lineage.Samples;
import io.assay.lineage.Transport;
import io.assay.lineage.event.LineageDataset;
import io.assay.lineage.event.RunResult;
import io.assay.lineage.received.ReceivedEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineageGraphTest {
    private static final String FLIGHTS = "dataset:file:/wh/datasets/flights";
    private static final String DELAYS = "dataset:file:/wh/features/carrier_delays/0a1b2c3d/log";
    private static final String CSV = "dataset:file:" + Samples.CSV;
    private final List<ReceivedEvent> events = new ArrayList<>();
    private final LineageGraph graph = new LineageGraph();

    LineageGraphTest() {
        LineageEmitter emitter = LineageEmitter.to(List.of(new Collector()), message -> {});
        LineageRun ingest = Lineage.start(emitter, Samples.ingest("r1", Samples.START), List.of());
        ingest.complete(Samples.START.plusSeconds(5), Samples.ingested());
        LineageRun compute =
                Lineage.start(emitter, Samples.compute("r2", Samples.START.plusSeconds(6)), List.of(Samples.flights()));
        compute.complete(
                Samples.START.plusSeconds(9), RunResult.of(List.of(Samples.flights()), List.of(Samples.delays())));
    }

    @Test
    void aFeatureTableLeadsBackToTheFilesItCameFrom() {
        events.forEach(graph::add);
        List<LineageNode> nodes = graph.around(DELAYS, 20).orElseThrow();
        assertThat(nodes)
                .extracting(LineageNode::id)
                .containsExactly(
                        CSV, FLIGHTS, DELAYS, "job:flights:compute.carrier_delays", "job:flights:ingest.flights");
        LineageNode flights = nodes.get(1);
        assertThat(flights.inEdges()).containsExactly(new LineageNode.Edge("job:flights:ingest.flights", FLIGHTS));
        assertThat(flights.outEdges())
                .containsExactly(new LineageNode.Edge(FLIGHTS, "job:flights:compute.carrier_delays"));
        assertThat(((DatasetData) flights.data()).fields()).hasSize(3);
        JobData job = (JobData) nodes.get(4).data();
        assertThat(job.parentJobName()).isEqualTo("flights.ingest_flights");
        assertThat(job.latestRun()).isNotNull().satisfies(run -> {
            assertThat(run.state()).isEqualTo("COMPLETED");
            assertThat(run.durationMs()).isEqualTo(5000);
        });
    }

    @Test
    void depthCountsJobs() {
        events.forEach(graph::add);
        assertThat(graph.around(DELAYS, 0).orElseThrow())
                .extracting(LineageNode::id)
                .containsExactly(FLIGHTS, DELAYS, "job:flights:compute.carrier_delays");
    }

    @Test
    void orderAndRepetitionOfEventsChangeNothing() {
        events.forEach(graph::add);
        LineageGraph other = new LineageGraph();
        List<ReceivedEvent> shuffled = new ArrayList<>(events);
        shuffled.addAll(events);
        Collections.reverse(shuffled);
        shuffled.forEach(other::add);
        assertThat(other.around(DELAYS, 20)).isEqualTo(graph.around(DELAYS, 20));
    }

    @Test
    void aDatasetAnswersToItsTableName() {
        events.forEach(graph::add);
        assertThat(graph.around("dataset:file:/wh:datasets.flights", 0)).isEqualTo(graph.around(FLIGHTS, 0));
    }

    @Test
    void aRunUnderWayOrFailedDoesNotHideWhatTheJobWrites() {
        events.forEach(graph::add);
        LineageEmitter emitter = LineageEmitter.to(List.of(new Collector()), message -> {});
        events.clear();
        LineageDataset other = LineageDataset.at("/other.csv");
        LineageRun again = Lineage.start(emitter, Samples.ingest("r3", Samples.START.plusSeconds(60)), List.of(other));
        again.fail(Samples.START.plusSeconds(61), RunResult.of(List.of(other), List.of()), new IllegalStateException());
        events.forEach(graph::add);
        assertThat(graph.around(FLIGHTS, 0).orElseThrow())
                .extracting(LineageNode::id)
                .contains(CSV)
                .doesNotContain("dataset:file:/other.csv");
    }

    @Test
    void whatNoEventNamedIsNotThere() {
        assertThat(graph.around("dataset:file:/nowhere", 20)).isEmpty();
    }

    private final class Collector implements Transport {
        @Override
        public String target() {
            return "memory";
        }

        @Override
        public void send(LineageEvent event) {
            events.add(ReceivedEvent.parse(event.json()));
        }
    }
}
