package io.assay.online.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunEntryTest {
    @Test
    void passwordsOfInputsAndOfMessagesAreMasked() {
        RunEntry run = new RunEntry(
                "r1",
                "ingest",
                "orders",
                "failed",
                Instant.EPOCH,
                1.0,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(Map.of("rule", "id.unique", "error", "no answer of jdbc:x://ann:S3cr3t@db", "violations", 0)),
                List.of(),
                List.of("https://ann:S3cr3t@host/a.csv", "/data/b.csv"),
                Optional.empty());
        assertThat(run.inputs()).containsExactly("https://***@host/a.csv", "/data/b.csv");
        assertThat(run.rules().get(0))
                .containsEntry("error", "no answer of jdbc:x://***@db")
                .containsEntry("violations", 0);
    }
}
