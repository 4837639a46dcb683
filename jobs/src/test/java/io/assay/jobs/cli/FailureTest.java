package io.assay.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
}
