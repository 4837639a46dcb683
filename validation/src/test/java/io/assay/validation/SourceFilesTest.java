package io.assay.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.validation.source.SourceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFilesTest {
    private static final Configuration HADOOP = new Configuration(false);

    @TempDir
    Path folder;

    @Test
    void aFileThatWasWrittenToOrRemovedIsNotTheOneThatWasListed() throws Exception {
        Path grows = Files.writeString(folder.resolve("grows.csv"), "a\n1\n");
        Path gone = Files.writeString(folder.resolve("gone.csv"), "a\n1\n");
        List<SourceFile> listed = SourceFiles.of(folder.toString(), HADOOP);
        assertThatCode(() -> SourceFiles.mustBeUnchanged(listed, HADOOP)).doesNotThrowAnyException();

        Files.writeString(grows, "2\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> SourceFiles.mustBeUnchanged(listed, HADOOP))
                .hasMessageContaining("grows.csv: changed while it was read: it was 4 bytes")
                .hasMessageContaining("and is 6 bytes");
        Files.delete(gone);
        assertThatThrownBy(() -> SourceFiles.mustBeUnchanged(listed.subList(0, 1), HADOOP))
                .hasMessageContaining("gone.csv: changed while it was read: it is not there any more");
    }

    @Test
    void hiddenFilesAndThoseThatAreStillWrittenDoNotCount() {
        for (String name : new String[] {".a.csv", "_a.csv", "a.csv.tmp", "a.csv._COPYING_", "_temporary/a.csv"}) {
            assertThat(SourceFiles.counts(name)).as(name).isFalse();
        }
        for (String name : new String[] {"a.csv", "month=1/a_b.csv", "a.TMP.csv", "tmp/a.csv"}) {
            assertThat(SourceFiles.counts(name)).as(name).isTrue();
        }
    }
}
