package io.assay.online;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LoopHealthTest {
    private final LoopHealth health = new LoopHealth();

    @Test
    void aFailedRoundIsAProblemUntilOneSucceeds() {
        health.failed(new IllegalStateException("first"));
        health.failed(new IllegalStateException("second"));
        assertThat(health.problem())
                .hasValue("the follower's last round failed: java.lang.IllegalStateException: first");
        assertThat(health.alive()).isTrue();
        health.succeeded();
        assertThat(health.problem()).isEmpty();
    }

    @Test
    void aThreadThatEndedSaysWhyAndOnlyARestartHelps() {
        health.failed(new OutOfMemoryError("Java heap space"));
        health.ended();
        assertThat(health.problem())
                .hasValue("the follower's thread has ended: java.lang.OutOfMemoryError: Java heap space");
        assertThat(health.alive()).isFalse();
    }
}
