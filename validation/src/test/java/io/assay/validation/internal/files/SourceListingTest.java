package io.assay.validation.internal.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.assay.validation.source.UnreadableSourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceListingTest {
    @TempDir
    Path folder;

    @BeforeEach
    void aFile() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "x");
    }

    private List<String> listed(String path) {
        return SourceListing.of(path, new Configuration()).stream()
                .map(file -> file.getPath().getName())
                .toList();
    }

    private void assertRefused(String path, String message) {
        assertThatThrownBy(() -> listed(path))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessage(message);
    }

    @Test
    void aLinkThatLeadsNowhereIsRefusedByName() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("b.csv"), Path.of("nowhere.csv"));
        String message =
                link + ": is a link to 'nowhere.csv', which is not there; remove the link, or restore what it leads to";

        assertRefused(folder.toString(), message);
        assertRefused(folder + "/*.csv", message);
        assertThat(listed(folder + "/a*")).containsExactly("a.csv");
        Files.move(link, folder.resolve("_b.csv"));
        assertThat(listed(folder.toString())).containsExactly("a.csv");
    }

    @Test
    void aNameThatIsNotUtf8IsRefusedWithItsBytes() throws Exception {
        assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")) && shell("touch $'caf\\xe9.csv'") == 0);
        String message =
                folder + "/caf%E9.csv: its name has bytes that are not UTF-8, shown as a percent sign and two hex "
                        + "digits; rename it";

        assertRefused(folder.toString(), message);
        assertRefused(folder + "/c*.csv", message);
        assertThat(listed(folder + "/a.csv")).containsExactly("a.csv");
    }

    @Test
    void namesBeyondAsciiAreListed() throws IOException {
        assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")));
        Files.writeString(folder.resolve("ü.csv"), "x");
        Files.writeString(folder.resolve("\uFFFD.csv"), "x");

        assertThat(listed(folder.toString())).containsExactly("a.csv", "ü.csv", "\uFFFD.csv");
    }

    @Test
    void pipesAndDevicesAreRefused() throws Exception {
        assumeTrue(shell("mkfifo pipe.csv && ln -s pipe.csv link.csv") == 0);
        String reason = ": is not a regular file; write it to a file first";

        assertRefused(folder + "/pipe.csv", folder + "/pipe.csv" + reason);
        assertRefused(folder + "/link.csv", folder + "/link.csv" + reason);
        assertRefused(folder.toString(), folder + "/link.csv" + reason);
        assertRefused("/dev/null", "/dev/null" + reason);
    }

    @Test
    void whatIsNeitherAPathNorAPatternIsReportedAsBoth() throws IOException {
        for (String name : List.of("[x.csv", "{x.csv", "x[]", "[z-a].csv", "x\\")) {
            assertThatThrownBy(() -> listed(folder + "/" + name))
                    .isInstanceOf(UnreadableSourceException.class)
                    .hasMessageStartingWith(
                            folder + "/" + name + ": there is no such file or folder, and it is not a valid pattern: ")
                    .hasMessageEndingWith("; check the path");
        }
        Files.writeString(folder.resolve("[x.csv"), "x");
        assertThat(listed(folder + "/[x.csv")).containsExactly("[x.csv");
    }

    @Test
    void nothingIsReadOverHttp() {
        assertRefused(
                "http://127.0.0.1:1/x.csv",
                "http://127.0.0.1:1/x.csv: is not read over HTTP; download it, and name the file");
    }

    private int shell(String command) throws IOException, InterruptedException {
        return new ProcessBuilder("bash", "-c", command)
                .directory(folder.toFile())
                .start()
                .waitFor();
    }
}
