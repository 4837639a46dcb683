package io.assay.jobs.maintain;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.Assay;
import io.assay.jobs.Orders;
import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import io.assay.jobs.commit.RandomKill;
import io.assay.jobs.process.SameJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledMaintenanceIT {
    private static final String ROWS = "SELECT id, note FROM datasets.orders ORDER BY id";

    @TempDir
    Path folder;

    private int batches;

    @Test
    void nothingIsLostAndNothingIsLeftHoweverOftenItIsKilled() throws Exception {
        TestProject project = Orders.in(folder);
        for (int i = 0; i < 5; i++) {
            ingest(project);
        }
        RandomKill kill = RandomKill.in(folder);
        for (int i = 0; i < RandomKill.times(); i++) {
            List<String> rows = project.rows(ROWS);
            kill.during(
                    SameJvm.start(
                            folder.resolve("log.txt"),
                            List.of(),
                            Assay.class,
                            List.of("maintain", "--snapshots", "0s", "--project", folder.toString())),
                    3_000);
            assertThat(project.rows(ROWS)).isEqualTo(rows);
            ingest(project);
            assertThat(project.report("ingest", "orders", "--input", folder + "/in/1.csv")
                            .status())
                    .isEqualTo("nothing_new");
        }
        Ended last = project.report("maintain", "--snapshots", "0s");

        assertThat(last.exit()).as(last.err()).isZero();
        assertThat(project.rows("SELECT count(*), count(DISTINCT id) FROM datasets.orders"))
                .containsExactly("[%d,%1$d]".formatted(batches));
        assertThat(project.rows("SELECT count(*) FROM quarantine.orders")).containsExactly("[%d]".formatted(batches));
        assertThat(project.rows("SELECT count(*), count(DISTINCT run) FROM assay.runs WHERE status = 'published'"))
                .containsExactly("[%d,%1$d]".formatted(batches));
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

    private void ingest(TestProject project) {
        batches++;
        String input = project.file(
                "in/%d.csv".formatted(batches),
                "id,amount,note",
                "%d,1,a".formatted(batches),
                "%d,-1,b".formatted(batches + 100));
        assertThat(project.report("ingest", "orders", "--input", input).status())
                .isEqualTo("published");
    }
}
