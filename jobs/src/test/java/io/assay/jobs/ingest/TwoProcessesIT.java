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

class TwoProcessesIT {
    @TempDir
    Path folder;

    @Test
    void twoBatchesAtOnceAreBothPublishedAndOneBatchTwiceAtOnceIsPublishedOnce() throws Exception {
        TestProject project = Orders.in(folder);
        String a = project.file("in/a.csv", "id,amount,note", "1,10,a", "2,10,a", "7,-1,a");
        String b = project.file("in/b.csv", "id,amount,note", "2,20,b", "3,20,b", "8,-1,b");

        List<Process> processes = new ArrayList<>();
        List<Path> logs = new ArrayList<>();
        for (String input : List.of(a, b, a)) {
            Path log = folder.resolve("log" + processes.size() + ".txt");
            logs.add(log);
            processes.add(IngestProcess.start(log, "batch", "none", folder, "orders", input));
        }

        List<String> ends = new ArrayList<>();
        for (int i = 0; i < processes.size(); i++) {
            assertThat(processes.get(i).waitFor(180, TimeUnit.SECONDS)).isTrue();
            String log = Files.readString(logs.get(i));
            ends.add(log.lines()
                    .filter(line -> line.startsWith("STATUS "))
                    .findFirst()
                    .orElse("none: " + log));
        }
        assertThat(ends.get(1)).isEqualTo("STATUS published");
        // of the same batch twice, one process publishes it; the other waits, and finds it published
        assertThat(List.of(ends.get(0), ends.get(2)))
                .containsExactlyInAnyOrder("STATUS published", "STATUS nothing_new");
        assertThat(project.rows("SELECT id FROM datasets.orders ORDER BY id")).containsExactly("[1]", "[2]", "[3]");
        // whoever came second found the key of 2 taken
        assertThat(project.rows(
                        "SELECT concat_ws(',', reasons.rule), count(*) FROM quarantine.orders GROUP BY 1 ORDER BY 1"))
                .containsExactly("[amount.minimum,2]", "[id.unique,1]");
        assertThat(project.rows("SELECT status, count(*) FROM assay.runs GROUP BY 1"))
                .contains("[published,2]");
        assertThat(project.rows("SELECT DISTINCT _sequence FROM datasets.orders ORDER BY 1"))
                .containsExactly("[1]", "[2]");
    }
}
