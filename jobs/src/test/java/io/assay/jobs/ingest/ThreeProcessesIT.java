package io.assay.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.Orders;
import io.assay.jobs.TestProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThreeProcessesIT {
    @TempDir
    Path folder;

    @Test
    void oneBatchGivenToThreeProcessesIsPublishedAndLoggedOnceAndItsRulesAreCountedOnce() throws Exception {
        TestProject project = Orders.in(folder);
        String input = project.file("in/a.csv", "id,amount,note", "1,10,a", "2,10,a", "7,-1,a");
        List<String> ends = ingest(List.of(input, input, input));
        assertThat(ends).containsExactlyInAnyOrder("STATUS published", "STATUS nothing_new", "STATUS nothing_new");
        assertThat(project.rows("SELECT id FROM datasets.orders ORDER BY id")).containsExactly("[1]", "[2]");
        assertThat(project.rows("SELECT count(*) FROM quarantine.orders")).containsExactly("[1]");
        assertThat(project.rows("SELECT status, count(*) FROM assay.runs GROUP BY status"))
                .containsExactly("[published,1]");
        assertThat(project.rows(
                        "SELECT violations, count(*) FROM assay.rules WHERE rule = 'amount.minimum' GROUP BY 1"))
                .containsExactly("[1,1]");
    }

    @Test
    void threeBatchesAtOnceAreAllPublished() throws Exception {
        TestProject project = Orders.in(folder);
        List<String> inputs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            inputs.add(project.file("in/" + i + ".csv", "id,amount,note", i + ",10,a", 10 + i + ",-1,a"));
        }
        assertThat(ingest(inputs)).containsOnly("STATUS published");
        assertThat(project.rows("SELECT id FROM datasets.orders ORDER BY id")).containsExactly("[0]", "[1]", "[2]");
        assertThat(project.rows("SELECT DISTINCT _sequence FROM datasets.orders ORDER BY 1"))
                .containsExactly("[1]", "[2]", "[3]");
        assertThat(project.rows("SELECT count(*) FROM quarantine.orders")).containsExactly("[3]");
        assertThat(project.rows("SELECT status, count(*) FROM assay.runs GROUP BY status"))
                .containsExactly("[published,3]");
    }

    /** How the processes ended, which all begin at once. */
    private List<String> ingest(List<String> inputs) throws Exception {
        List<Process> processes = new ArrayList<>();
        List<Path> logs = new ArrayList<>();
        for (String input : inputs) {
            Path log = folder.resolve("log" + processes.size() + ".txt");
            logs.add(log);
            processes.add(IngestProcess.start(log, "batch", "none", folder, "orders", input));
        }
        List<String> ends = new ArrayList<>();
        for (int i = 0; i < processes.size(); i++) {
            assertThat(processes.get(i).waitFor(5, TimeUnit.MINUTES)).isTrue();
            String log = Files.readString(logs.get(i));
            ends.add(log.lines()
                    .filter(line -> line.startsWith("STATUS "))
                    .findFirst()
                    .orElse("none: " + log));
        }
        return ends;
    }
}
