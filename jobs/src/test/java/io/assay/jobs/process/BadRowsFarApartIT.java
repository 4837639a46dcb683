package io.assay.jobs.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.jobs.Orders;
import io.assay.jobs.TestProject;
import io.assay.jobs.json.Json;
import io.assay.jobs.process.Packaged.Ended;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps the positions of bad rows is in Spark's folder, also for rows of one file that are far apart. */
class BadRowsFarApartIT {
    @TempDir
    Path folder;

    @Test
    void theyAreQuarantined() throws Exception {
        TestProject project = Orders.in(folder);
        String orders = project.file(
                "orders.csv",
                Stream.concat(
                                Stream.of("id,amount,note"),
                                IntStream.range(0, 20_000)
                                        .mapToObj(id -> id + "," + (id % 5_000 == 0 ? -1 : id) + ",n"))
                        .toArray(String[]::new));
        Ended ended = Packaged.run(
                Packaged.assay("ingest", "orders", "--input", orders, "--project", folder.toString(), "--json"),
                Map.of());
        assertThat(ended.exit()).as(ended.err()).isZero();
        JsonNode rows = Json.MAPPER.readTree(ended.out()).path("rows");
        assertThat(rows.path("published").asLong()).isEqualTo(19_996);
        assertThat(rows.path("quarantined").asLong()).isEqualTo(4);
    }
}
