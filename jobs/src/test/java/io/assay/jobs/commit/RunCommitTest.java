package io.assay.jobs.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.jobs.Orders;
import io.assay.jobs.TestProject;
import io.assay.jobs.json.Json;
import io.assay.jobs.publication.PublishProgress;
import io.assay.jobs.record.RunRecord;
import io.assay.jobs.run.RunEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommitTest {
    @TempDir
    Path folder;

    @Test
    void aRunWhoseCommitFailsEndsAfterItsLogEntryIsWritten() throws IOException {
        TestProject project = Orders.in(folder);
        RunEnvironment environment = project.context().environment();
        environment.log().write(run("before").record()); // makes the table
        long files = files();
        RunCommit commit = new RunCommit(
                new PendingRecords(environment.warehouse(), environment.hadoop()),
                environment.log(),
                event -> {},
                PublishProgress.none());

        assertThatThrownBy(() -> commit.commit(run("failing"), LogTime.NOW, () -> {
                    throw new IllegalStateException("the disk is full");
                }))
                .hasMessage("the disk is full");

        assertThat(files()).isEqualTo(files + 1); // nobody sees it
        assertThat(project.rows("SELECT run FROM assay.runs")).containsExactly("[before]");
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("warehouse/assay/log"))) {
            return files.filter(file -> file.toString().endsWith(".parquet")).count();
        }
    }

    private static PendingRecord run(String run) {
        return PendingRecord.of(
                new RunRecord(run, "ingest", "orders", "published", Instant.EPOCH, 1, Json.object(), List.of()),
                Optional.empty());
    }
}
