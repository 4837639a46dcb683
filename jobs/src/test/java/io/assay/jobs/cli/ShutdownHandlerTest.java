package io.assay.jobs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.jobs.failure.ExternalException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ShutdownHandlerTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final ShutdownHandler stop = new Console(
                    new PrintStream(new ByteArrayOutputStream(), true, UTF_8), new PrintStream(err, true, UTF_8))
            .stop();

    @Test
    void theLastWordIsHowThingsStandAndStaysTrue() {
        stop.describe("nothing was published; run it again");
        assertThat(stop.heard(Signal.TERM)).isNull();
        assertThat(err.toString(UTF_8)).isEqualTo("assay: stopped (SIGTERM); nothing was published; run it again\n");
        assertThatThrownBy(() -> stop.describe("it is published"))
                .isInstanceOf(ExternalException.class)
                .hasMessageContaining("it was stopped by SIGTERM");
        assertThat(stop.killed()).isTrue();
        assertThat(stop.ended(3)).isEqualTo(143);
    }

    @Test
    void aJobThatCanBeAskedIsAskedByTheFirstSignalAndKilledByTheSecond() {
        Runnable asked = () -> {};
        stop.endsWhenAsked(asked);
        assertThat(stop.heard(Signal.INT)).isSameAs(asked);
        assertThat(stop.killed()).isFalse();
        assertThat(stop.heard(Signal.INT)).isNull();
        assertThat(err.toString(UTF_8)).isEqualTo("assay: stopped (SIGINT)\n");
        assertThat(stop.ended(0)).isEqualTo(130);
    }

    @Test
    void aSignalAfterTheJobHasEndedChangesNothing() {
        assertThat(stop.ended(1)).isEqualTo(1);
        assertThat(stop.heard(Signal.TERM)).isNull();
        assertThat(err.size()).isZero();
        assertThat(stop.ended(1)).isEqualTo(1);
    }
}
