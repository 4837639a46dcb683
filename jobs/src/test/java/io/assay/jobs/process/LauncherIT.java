package io.assay.jobs.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.process.Packaged.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
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

    @Test
    void javaHasALocaleInUtf8WhateverTheCallersIs() throws Exception {
        Path home = home();

        assertThat(localeOfJava(home, "env", "-u", "LANG", "-u", "LC_ALL", "-u", "LC_CTYPE"))
                .matches("(?i)LC_ALL=.*utf-?8");
        assertThat(localeOfJava(home, "env", "LC_ALL=POSIX")).matches("(?i)LC_ALL=.*utf-?8");
        assertThat(localeOfJava(home, "env", "-u", "LC_ALL", "LC_CTYPE=C", "LANG=C.UTF-8"))
                .matches("(?i)LC_ALL=.*utf-?8");
        assertThat(localeOfJava(home, "env", "LC_ALL=no_SUCH.UTF-8")).matches("(?i)LC_ALL=C\\.utf-?8");
        assertThat(localeOfJava(home, "env", "-u", "LC_ALL", "-u", "LC_CTYPE", "LANG=C.UTF-8"))
                .isEqualTo("LC_ALL=");
    }

    /** The launcher in a folder of its own, with a java that prints its locale. */
    private Path home() throws IOException {
        for (String file : List.of("assay", ".mvn/jdk17.bash", ".mvn/jvm.opens", "jobs/startup.bash")) {
            Path copy = folder.resolve(file);
            Files.createDirectories(copy.getParent());
            Files.copy(Path.of("..").resolve(file), copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
        Files.createDirectories(folder.resolve("jobs/target/spark"));
        Files.createDirectories(folder.resolve("feature-store-api/target"));
        Files.createDirectories(folder.resolve("bin"));
        Files.createFile(folder.resolve("jobs/target/assay-jobs.jar"));
        Files.createFile(folder.resolve("feature-store-api/target/assay-service.jar"));
        for (String program : List.of("java", "javac")) {
            Path file = Files.writeString(
                    folder.resolve("bin").resolve(program),
                    "#!/usr/bin/env bash\n[ $1 = -version ] && echo 'openjdk version \"17.0.1\"' || echo \"LC_ALL=${LC_ALL-}\"\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
        return folder;
    }

    private static String localeOfJava(Path home, String... environment) throws Exception {
        List<String> words = new ArrayList<>(List.of(environment));
        words.addAll(List.of(home.resolve("assay").toString(), "--version"));
        Ended ended = Packaged.run(words, Map.of("JAVA_HOME", home.toString(), "ASSAY_ARCHIVE", "off"));
        assertThat(ended.err()).doesNotContain("assay:").doesNotContain("LC_ALL=C");
        return ended.out().strip();
    }

    private static Path tool(String name) {
        return List.of("/usr/bin/", "/bin/").stream()
                .map(place -> Path.of(place + name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
