package io.assay.jobs.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signals to a process that Spark keeps from ending: its hook waits for a task that is blocked. */
class BlockedIT {
    private static final int TERMINATED = 128 + 15;

    @TempDir
    Path folder;

    private Path pipe;
    private Path begun;
    private Path log;
    private Process process;

    @BeforeEach
    void paths() {
        pipe = folder.resolve("pipe");
        begun = folder.resolve("begun");
        log = folder.resolve("log.txt");
    }

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void theProcessEndsWhenItsTimeIsOver() throws Exception {
        start("-Dassay.stop.seconds=1");

        process.destroy(); // SIGTERM

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(TERMINATED);
        assertThat(Files.readString(log)).endsWith("assay: stopped (SIGTERM); nothing was published\n");
    }

    @Test
    void aSecondSignalEndsItAtOnce() throws Exception {
        start("-Dassay.stop.seconds=600");

        process.destroy(); // SIGTERM
        while (process.isAlive() && !Files.readString(log).contains("stopped (SIGTERM)")) {
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
        assertThat(process.isAlive()).isTrue();
        process.destroy();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(TERMINATED);
    }

    private void start(String option) throws Exception {
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
        process = SameJvm.start(log, List.of(option), BlockedTask.class, List.of(pipe.toString(), begun.toString()));
        for (int i = 0; i < 6_000 && process.isAlive() && !Files.exists(begun); i++) {
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
        assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
    }
}
