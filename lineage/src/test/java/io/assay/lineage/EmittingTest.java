package io.assay.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.lineage.event.LineageDataset;
import io.assay.lineage.event.LineageJob;
import io.assay.lineage.event.RunResult;
import io.assay.lineage.event.RunStart;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmittingTest {
    private static final Instant START = Instant.parse("2013-07-01T00:00:00Z");
    private final RunStart start = RunStart.of(LineageJob.batch("flights", "ingest.weather", "INGEST"), "run-1", START);
    private final List<LineageEvent> sent = new ArrayList<>();
    private final List<String> reported = new ArrayList<>();

    @Test
    void aRunEmitsItsStartAndItsFirstEndOnly() {
        LineageRun run = Lineage.start(emitter(new Recorder()), start, List.of(LineageDataset.at("/data/a.csv")));
        run.complete(START.plusSeconds(5), RunResult.of(List.of(), List.of()));
        run.fail(START.plusSeconds(6), RunResult.of(List.of(), List.of()), new IOException("late"));
        assertThat(sent)
                .extracting(LineageEvent::state)
                .containsExactly(LineageEvent.State.START, LineageEvent.State.COMPLETE);
    }

    @Test
    void aFailingTransportIsCountedReportedOnceAndStopsNoOther() {
        LineageEmitter emitter = emitter(new Broken(), new Recorder());
        LineageRun run = Lineage.start(emitter, start, List.of());
        run.complete(START, RunResult.of(List.of(), List.of()));
        assertThat(emitter.failures()).isEqualTo(2);
        assertThat(reported)
                .containsExactly("lineage to nowhere: the wire is cut; the job continues without it;"
                        + " check the address and that it is up");
        assertThat(sent).hasSize(2);
    }

    private LineageEmitter emitter(Transport... transports) {
        return LineageEmitter.to(List.of(transports), reported::add);
    }

    private final class Recorder implements Transport {
        @Override
        public String target() {
            return "memory";
        }

        @Override
        public void send(LineageEvent event) {
            sent.add(event);
        }
    }

    private static final class Broken implements Transport {
        @Override
        public String target() {
            return "nowhere";
        }

        @Override
        public void send(LineageEvent event) throws IOException {
            throw new IOException("the wire is cut");
        }
    }
}
