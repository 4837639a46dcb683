package io.assay.validation.internal.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilePatternTest {
    @TempDir
    java.nio.file.Path folder;

    private final FileSystem system = new RawLocalFileSystem();

    @BeforeEach
    void files() throws IOException {
        system.initialize(folder.toUri(), new Configuration());
        system.setWorkingDirectory(new Path(folder.toString()));
        for (String name : List.of("in/a.csv", "in/b.csv", "in/c.txt", "in/10:30.csv", "more/a.csv")) {
            java.nio.file.Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "x");
        }
    }

    private List<String> found(String pattern) throws IOException {
        return FilePattern.find(system, new Path(pattern)).stream()
                .map(file -> folder.relativize(
                                java.nio.file.Path.of(file.getPath().toUri().getPath()))
                        .toString())
                .toList();
    }

    @Test
    void aRelativePatternBeginsInTheWorkingFolder() throws IOException {
        assertThat(found("in/[ab].csv")).containsExactly("in/a.csv", "in/b.csv");
        assertThat(found("./in/{a,b}.csv")).containsExactly("in/a.csv", "in/b.csv");
        assertThat(found("*/a.csv")).containsExactly("in/a.csv", "more/a.csv");
    }

    @Test
    void anAbsolutePatternFindsTheSame() throws IOException {
        assertThat(found(folder + "/in/*.csv")).containsExactly("in/10:30.csv", "in/a.csv", "in/b.csv");
        assertThat(found(folder + "/{in/c.txt,more/*}")).containsExactly("in/c.txt", "more/a.csv");
    }

    @Test
    void aPatternThatMatchesNothingFindsNothing() throws IOException {
        assertThat(found("nowhere/*.csv")).isEmpty();
        assertThat(found("in/*.parquet")).isEmpty();
    }
}
