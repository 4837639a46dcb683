package io.assay.jobs.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.assay.jobs.Orders;
import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A warehouse whose folders and files nobody may write; skipped for users who may write everything. */
class ReadOnlyWarehouseTest {
    @TempDir
    Path folder;

    private Path warehouse() {
        return folder.resolve("warehouse");
    }

    private void permit(String folders, String files) throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(warehouse())) {
            all = found.toList();
        }
        for (Path path : all) {
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString(Files.isDirectory(path) ? folders : files));
        }
    }

    @AfterEach
    void permitAll() throws IOException {
        permit("rwxr-xr-x", "rw-r--r--");
    }

    @Test
    void isReadAndNotWritten() throws IOException {
        TestProject project = Orders.in(folder);
        project.report("ingest", "orders", "--input", project.file("in/a.csv", "id,amount,note", "1,1,a", "2,-1,b"));
        permit("r-xr-xr-x", "r--r--r--");
        assumeFalse(Files.isWritable(warehouse()));

        Ended read = project.run(
                "sql",
                "SELECT o.id, q.source, r.status FROM datasets.orders o, quarantine.orders q, assay.runs r",
                "--csv");
        assertThat(read.exit()).as(read.err()).isZero();
        assertThat(read.out()).contains("1,%s/in/a.csv,published".formatted(folder));
        Ended profile = project.run("profile", "orders");
        assertThat(profile.exit()).as(profile.err()).isZero();
        assertThat(project.run("quarantine", "show", "orders").exit()).isZero();

        Ended ingest = project.run("ingest", "orders", "--input", folder + "/in/a.csv");
        assertThat(ingest.exit()).isEqualTo(3);
        assertThat(ingest.err()).contains("warehouse " + warehouse() + ": cannot be written; make it writable");
    }
}
