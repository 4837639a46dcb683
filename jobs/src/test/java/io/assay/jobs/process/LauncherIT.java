package io.assay.jobs.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.process.Packaged.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./assay} on a machine that is not as it should be. */
class LauncherIT {
    @TempDir
    Path folder;

    @Test
    void withoutAJdk17ItSaysWhatItFoundAndWhatToInstall() throws Exception {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        for (String tool : List.of("bash", "dirname", "readlink", "head")) {
            Files.createSymbolicLink(bin.resolve(tool), tool(tool));
        }
        Path java = Files.writeString(
                bin.resolve("java"), "#!/usr/bin/env bash\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();

        Ended ended = Packaged.run(
                List.of(Path.of("..", "assay").toString(), "--help"),
                Map.of("PATH", bin.toString(), "JAVA_HOME", folder.toString(), "ASSAY_JDKS", "/nowhere"));

        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .startsWith(
                        "assay: no JDK 17 found (JAVA_HOME: %s; java on the PATH: openjdk version \"11.0.2\" 2019-01-15)\n"
                                .formatted(folder))
                .contains("sudo apt-get install openjdk-17-jdk-headless", "brew install openjdk@17");
    }

    private static Path tool(String name) {
        return List.of("/usr/bin/", "/bin/").stream()
                .map(place -> Path.of(place + name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
