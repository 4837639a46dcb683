package io.assay.jobs.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.process.Packaged.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archives of classes that {@code ./assay} makes and uses: {@code jobs/startup.bash}. */
class ArchiveIT {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    private Path jar;
    private Path archives;

    @BeforeEach
    void jar() throws IOException {
        jar = Files.copy(Packaged.JAR, folder.resolve("assay-jobs.jar"));
        archives = folder.resolve("archives");
    }

    @Test
    void anArchiveIsMadeOnceAndCommandsRunWithIt() throws Exception {
        List<String> options = options("now");
        FileTime made = Files.getLastModifiedTime(archive());
        assertThat(options).contains("-XX:SharedArchiveFile=" + archive());

        assertThat(options("now")).isEqualTo(options);
        assertThat(Files.getLastModifiedTime(archive())).isEqualTo(made);
        Ended version = java(options, jar, "--version");
        assertThat(version.out()).startsWith("assay 0.");
        assertThat(version.err()).isEmpty();
        assertThat(java(List.of("-Xshare:on", options.get(0)), jar, "--version").exit())
                .isZero();
    }

    @Test
    void anArchiveOfAnotherJarIsNotUsedAndMakesWayForANewOne() throws Exception {
        options("now");
        Path first = archive();
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plus(Duration.ofMinutes(2))));

        options("now");

        assertThat(archive()).isNotEqualTo(first);
    }

    @Test
    void aJvmThatCannotUseAnArchiveDoesNotSaySo() throws Exception {
        List<String> options = options("now");
        Path other = Files.copy(jar, folder.resolve("other.jar"));

        Ended version = java(options, other, "--version");

        assertThat(version.exit()).isZero();
        assertThat(version.out()).startsWith("assay 0.").hasLineCount(1);
        assertThat(version.err()).isEmpty();
    }

    @Test
    void withoutAFolderToWriteToCommandsRunWithoutAnArchive() throws Exception {
        Files.createFile(archives);

        assertThat(options("now")).containsExactly("-Xshare:auto");
    }

    @Test
    void twoProcessesAtOnceMakeOneArchive() throws Exception {
        List<CompletableFuture<List<String>>> calls = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            calls.add(CompletableFuture.supplyAsync(() -> {
                try {
                    return options("now");
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }));
        }

        for (CompletableFuture<List<String>> call : calls) {
            assertThat(call.get()).contains("-XX:SharedArchiveFile=" + archive());
        }
    }

    @Test
    void unlessWantedAtOnceItIsMadeWhenTheCommandHasEnded() throws Exception {
        assertThat(options("")).containsExactly("-Xshare:auto");

        Instant deadline = Instant.now().plus(Duration.ofMinutes(4));
        while (made().isEmpty() && Instant.now().isBefore(deadline)) {
            Thread.sleep(200);
        }
        assertThat(made()).hasSize(1);
        assertThat(options("")).contains("-XX:SharedArchiveFile=" + archive());
        assertThat(options("off")).containsExactly("-Xshare:auto");
    }

    /** What the launcher gives java; it must print nothing else. */
    private List<String> options(String mode) throws IOException, InterruptedException {
        String script = """
                . "$home/jobs/startup.bash"
                use_archive "$1" light "$2"
                exec printf '%s\\n' "${archive_options[@]}"
                """;
        Ended ended = Packaged.run(
                List.of("bash", "-uc", script, "assay", archives.toString(), jar.toString()),
                Map.of(
                        "home", HOME.toString(),
                        "jdk", System.getProperty("java.home"),
                        "ASSAY_ARCHIVE", mode));
        assertThat(ended.err()).isEmpty();
        assertThat(ended.exit()).isZero();
        return ended.out().lines().toList();
    }

    private static Ended java(List<String> options, Path classPath, String... arguments)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(Packaged.java()));
        words.addAll(options);
        words.addAll(List.of("-cp", classPath.toString(), "io.assay.jobs.Assay"));
        words.addAll(List.of(arguments));
        return Packaged.run(words, Map.of());
    }

    private Path archive() throws IOException {
        assertThat(made()).hasSize(1);
        return made().get(0);
    }

    private List<Path> made() throws IOException {
        if (!Files.isDirectory(archives)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(archives)) {
            return files.filter(file -> file.toString().endsWith(".jsa")).toList();
        }
    }
}
