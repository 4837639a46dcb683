package io.assay.jobs.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.contract.DatasetName;
import io.assay.jobs.Orders;
import io.assay.jobs.TestProject;
import io.assay.jobs.cli.Console;
import io.assay.jobs.cli.GlobalOptions;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.gate.BatchDataset;
import io.assay.jobs.run.RunEnvironment;
import io.assay.validation.source.Input;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.Optional;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSourceTest {
    @TempDir
    Path folder;

    /** Another file system: the default of paths without a scheme. */
    public static final class OtherFiles extends RawLocalFileSystem {
        @Override
        public URI getUri() {
            return URI.create("other:///");
        }
    }

    @Test
    void aLocalFolderBehindALinkIsLookedAtWhereAnotherFileSystemIsTheDefault() throws IOException {
        TestProject project = Orders.in(folder);
        String file = project.file("in/a.csv", "id,amount,note", "1,1,a");
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("in"));
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        RunEnvironment environment = new JobContext(
                        GlobalOptions.of(folder),
                        new Console(System.out, new PrintStream(err, true, StandardCharsets.UTF_8)),
                        Clock.systemUTC())
                .environment();
        environment.spark().conf().set("fs.other.impl", OtherFiles.class.getName());
        environment.spark().conf().set("fs.defaultFS", "other:///");
        FolderSource source = FolderSource.open(
                environment,
                BatchDataset.of(environment.project(), new DatasetName("orders")),
                "file:" + folder.resolve("link"),
                Optional.empty());
        source.read(environment.spark().emptyDataFrame(), Input.of("file:" + file));
        FileTime first = Files.getLastModifiedTime(Path.of(file));
        Files.setLastModifiedTime(Path.of(file), FileTime.from(first.toInstant().plusSeconds(60)));

        source.ended();

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("a.csv: was written again after it was read");
    }
}
