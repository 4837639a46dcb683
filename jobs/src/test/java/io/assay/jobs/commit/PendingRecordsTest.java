package io.assay.jobs.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.project.Project;
import io.assay.jobs.json.Json;
import io.assay.jobs.record.RunRecord;
import io.assay.jobs.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PendingRecordsTest {
    @TempDir
    Path folder;

    private Path files;
    private PendingRecords pending;

    @BeforeEach
    void project() throws IOException {
        Files.writeString(folder.resolve("assay.yaml"), "assay: 1\nproject: shop\nwarehouse: warehouse\n");
        Warehouse warehouse =
                Warehouse.of(Project.read(folder, Optional.empty()).settings());
        files = Path.of(warehouse.layout().pending());
        pending = new PendingRecords(warehouse, new Configuration());
    }

    private static PendingRecord record(String run, String status) {
        return PendingRecord.of(
                new RunRecord(
                        run, "compute", "shop", status, Instant.EPOCH, 1, Json.MAPPER.createObjectNode(), List.of()),
                Optional.empty());
    }

    @Test
    void theNewestRecordOfARunReplacesTheOneBefore() {
        pending.keep(record("compute-1", "first"));
        pending.keep(record("compute-1", "second"));
        assertThat(pending.runs("compute-")).containsExactly("compute-1");
        assertThat(status("compute-1")).contains("second");
        pending.remove("compute-1");
        assertThat(pending.runs("")).isEmpty();
        assertThat(pending.find("compute-1")).isEmpty();
    }

    @Test
    void aRecordIsFoundIfTheProcessDiedBetweenTheTwoStepsOfReplacingIt() throws IOException {
        pending.keep(record("compute-1", "committed"));
        Files.move(files.resolve("compute-1.json"), files.resolve(".compute-1.json"));
        Files.move(files.resolve(".compute-1.json.crc"), files.resolve("..compute-1.json.crc"));
        assertThat(pending.runs("compute-")).containsExactly("compute-1");
        assertThat(status("compute-1")).contains("committed");
        pending.remove("compute-1");
        assertThat(pending.runs("")).isEmpty();
    }

    @Test
    void aRecordThatWasCutOffWhileItWasWrittenIsIgnored() throws IOException {
        Files.createDirectories(files);
        Files.writeString(files.resolve(".compute-1.json"), "{\"run\": \"comp");
        assertThat(pending.find("compute-1")).isEmpty();
    }

    private Optional<String> status(String run) {
        return pending.find(run).map(found -> found.record().status());
    }
}
