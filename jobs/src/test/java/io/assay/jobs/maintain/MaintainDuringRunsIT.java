package io.assay.jobs.maintain;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.Orders;
import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import io.assay.jobs.ingest.IngestProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other processes publish batches while this one maintains their tables and keeps nothing longer than it must. */
class MaintainDuringRunsIT {
    @TempDir
    Path folder;

    @Test
    void nothingIsTakenFromARunInProgress() throws Exception {
        TestProject project = Orders.in(folder);
        for (int batch = 1; batch <= 5; batch++) {
            String input = project.file("in/%d.csv".formatted(batch), "id,amount,note", "%d,1,a".formatted(batch));
            assertThat(project.report("ingest", "orders", "--input", input).status())
                    .isEqualTo("published");
        }
        List<Process> processes = new ArrayList<>();
        List<Path> logs = new ArrayList<>();
        for (int batch = 6; batch <= 7; batch++) {
            String input = project.file(
                    "in/%d.csv".formatted(batch),
                    "id,amount,note",
                    "%d,1,a".formatted(batch),
                    "%d,-1,b".formatted(batch + 100));
            logs.add(folder.resolve("log" + batch + ".txt"));
            processes.add(IngestProcess.start(logs.get(logs.size() - 1), "batch", "none", folder, "orders", input));
        }
        int maintained = 0;
        do {
            Ended ended = project.report("maintain", "orders", "--snapshots", "0s", "--held", "0s");
            assertThat(ended.exit()).as(ended.err()).isZero();
            maintained++;
        } while (processes.stream().anyMatch(Process::isAlive));

        for (int i = 0; i < processes.size(); i++) {
            assertThat(processes.get(i).waitFor(180, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(logs.get(i))).contains("STATUS published");
        }
        assertThat(maintained).isGreaterThan(1);
        assertThat(project.rows("SELECT id, _sequence FROM datasets.orders ORDER BY _sequence"))
                .hasSize(7)
                .doesNotHaveDuplicates();
        assertThat(project.rows("SELECT count(*) FROM quarantine.orders")).containsExactly("[2]");
        project.report("maintain", "orders", "--snapshots", "0s");
        try (Stream<Path> files = Files.walk(folder.resolve("warehouse/datasets/orders"))) {
            assertThat(new TreeSet<>(files.filter(file -> file.toString().endsWith(".parquet"))
                            .map(file -> "[" + file.getFileName() + "]")
                            .toList()))
                    .isEqualTo(
                            new TreeSet<>(
                                    project.rows(
                                            "SELECT regexp_extract(file_path, '[^/]*$', 0) FROM assay.datasets.orders.all_data_files")));
        }
    }
}
