package io.assay.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

final class FailureTest {
    @Test
    void aClockThatIsBehindIsNotABug() {
        Failure failure = Failure.of(
                new IllegalArgumentException("Invalid update timestamp 5: before last snapshot log entry at 70000"));

        assertThat(failure.exit()).isEqualTo(ExitCode.OUTSIDE);
        assertThat(failure.text()).startsWith("clock: ").contains("70000", "set the clocks");
    }

    @Test
    void memoryThatDoesNotSufficeIsNotABug() {
        Failure failure = Failure.of(new IllegalStateException("a task", new OutOfMemoryError("Java heap space")));

        assertThat(failure.exit()).isEqualTo(ExitCode.OUTSIDE);
        assertThat(failure.text())
                .startsWith(
                        "memory: it does not suffice for this command: Java heap space; give it more: ASSAY_MEMORY=4g");
    }

    @Test
    void aFullDiskIsNamed() {
        Failure failure = Failure.of(new IllegalStateException(
                "Job aborted due to stage failure", new IOException("No space left on device")));

        assertThat(failure.exit()).isEqualTo(ExitCode.OUTSIDE);
        assertThat(failure.text()).startsWith("disk: it is full: No space left on device; free space");
        assertThat(Failure.of(new IllegalStateException(new SQLException("[SQLITE_FULL] database or disk is full")))
                        .text())
                .startsWith("disk: it is full: [SQLITE_FULL] database or disk is full");
        assertThat(Failure.of(new UncheckedIOException("Unknown failure", new IOException("No space left on device")))
                        .text())
                .as("wrapped in what is known itself")
                .startsWith("disk: it is full: No space left on device");
    }

    @Test
    void whatAFailureComesFromIsSaidWhereItSaysMore() {
        Failure failure =
                Failure.of(new UncheckedIOException("Unknown failure", new IOException("connection refused")));

        assertThat(failure.exit()).isEqualTo(ExitCode.OUTSIDE);
        assertThat(failure.text()).startsWith("UncheckedIOException: Unknown failure: connection refused; ");
        assertThat(Failure.of(new UncheckedIOException(new IOException("gone"))).text())
                .startsWith("UncheckedIOException: java.io.IOException: gone; ");
    }
}
