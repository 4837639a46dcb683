package io.assay.jobs.maintain;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.Orders;
import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import io.assay.jobs.ingest.IngestProcess;
import io.assay.jobs.stream.StreamFolder;
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
        do {
            Ended ended = project.report("maintain", "orders", "--snapshots", "0s", "--held", "0s");
            assertThat(ended.exit()).as(ended.err()).isZero();
        } while (processes.stream().anyMatch(Process::isAlive));

        for (int i = 0; i < processes.size(); i++) {
            assertThat(processes.get(i).waitFor(180, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(logs.get(i))).contains("STATUS published");
        }
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

    @Test
    void aStreamAndComputationsGoOnBesideIt() throws Exception {
        TestProject project = Orders.in(folder)
                .with("entities.yaml", "entities:\n  order: {join_keys: {id: long}}\n")
                .with("views/t.yaml", """
                        view: t
                        entity: order
                        source: {dataset: orders, event_time: "timestamp '2026-01-01T00:00:00Z'"}
                        latest: [amount]
                        """);
        Orders.contract(project, "1.0.0", "", "    customProperties: [{property: writeMode, value: upsert}]");
        arrive(project, 0);
        Path log = folder.resolve("log.txt");
        Process stream = IngestProcess.start(log, "follow", "none", folder, "orders", folder + "/in");
        try {
            assertThat(StreamFolder.of(folder).awaitEnded(stream, 1))
                    .as(Files.readString(log))
                    .isTrue();
            for (int file = 1; file <= 6; file++) {
                arrive(project, file);
                Ended maintained = project.report("maintain", "orders", "--snapshots", "0s");
                assertThat(maintained.exit()).as(maintained.err()).isZero();
                Ended computed = project.report("compute");
                assertThat(computed.exit()).as(computed.err()).isZero();
            }
            assertThat(stream.isAlive()).as(Files.readString(log)).isTrue();
        } finally {
            stream.destroyForcibly().waitFor();
        }
        Ended last = project.report("ingest", "orders", "--stream", "--input", folder + "/in", "--available-now");
        assertThat(last.exit()).as(last.err()).isZero();
        assertThat(project.report("compute").exit()).isZero();
        assertThat(project.report("maintain", "--snapshots", "0s").exit()).isZero();
        // each file updates the row of the one before, and adds one
        assertThat(project.rows("SELECT id, amount FROM datasets.orders ORDER BY id"))
                .containsExactly("[0,2.0]", "[1,2.0]", "[2,2.0]", "[3,2.0]", "[4,2.0]", "[5,2.0]", "[6,1.0]");
        assertThat(project.rows("SELECT l.id, amount FROM features.t l LEFT JOIN (SELECT id, max(sequence) AS erased"
                        + " FROM features.t WHERE kind = 'erase' GROUP BY id) e ON l.id = e.id"
                        + " WHERE kind = 'add' AND sequence > coalesce(erased, -1) ORDER BY 1"))
                .isEqualTo(project.rows("SELECT id, amount FROM datasets.orders ORDER BY id"));
    }

    private static void arrive(TestProject project, int n) throws Exception {
        String beside = n == 0
                ? project.file("beside.csv", "id,amount,note", "0,1,a")
                : project.file("beside.csv", "id,amount,note", n - 1 + ",2,b", n + ",1,a");
        Path in = Files.createDirectories(project.folder().resolve("in"));
        Files.move(Path.of(beside), in.resolve("f%03d.csv".formatted(n)));
    }
}
