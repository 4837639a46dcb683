package io.assay.jobs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.jobs.failure.ExternalException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ShutdownHandlerTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final ShutdownHandler stop = new Console(
                    new PrintStream(new ByteArrayOutputStream(), true, UTF_8), new PrintStream(err, true, UTF_8))
            .stop();

    @Test
    void theLastLineDescribesTheStateAndStaysTrue() {
        stop.describe("nothing was published; run it again");
        assertThat(stop.received(Signal.TERM)).isNull();
        assertThat(err.toString(UTF_8)).isEqualTo("assay: stopped (SIGTERM); nothing was published; run it again\n");
        assertThatThrownBy(() -> stop.describe("it is published"))
                .isInstanceOf(ExternalException.class)
                .hasMessageContaining("it was stopped by SIGTERM");
        assertThat(stop.killed()).isTrue();
        assertThat(stop.ended(3)).isEqualTo(143);
    }

    @Test
    void aJobThatEndsOnRequestEndsByTheFirstSignalAndIsKilledByTheSecond() {
        Runnable ending = () -> {};
        stop.endsOnRequest(ending);
        assertThat(stop.received(Signal.INT)).isSameAs(ending);
        assertThat(stop.killed()).isFalse();
        assertThat(stop.received(Signal.INT)).isNull();
        assertThat(err.toString(UTF_8)).isEqualTo("assay: stopped (SIGINT)\n");
        assertThat(stop.ended(0)).isEqualTo(130);
    }

    @Test
    void aRunIsCancelledAgainAndAgainUntilItReportsItsFailure() {
        AtomicInteger cancelled = new AtomicInteger();
        stop.begins(() -> {
            int times = cancelled.incrementAndGet();
            if (times == 2) {
                assertThat(stop.fails(new IllegalStateException("job cancelled")))
                        .hasMessageContaining("it was stopped by SIGTERM");
            } else if (times > 2) {
                throw new AssertionError("a report is cancelled");
            }
        });
        stop.received(Signal.TERM);
        new Thread(() -> {
                    while (cancelled.get() < 2) {
                        Thread.onSpinWait();
                    }
                    stop.describe("it reports what it has to");
                    stop.ended(3);
                })
                .start();
        stop.awaitReport();
        assertThat(cancelled.get()).isEqualTo(2);
        assertThat(stop.ended(3)).isEqualTo(143);
    }

    @Test
    void aRunThatHasNotReportedInTimeIsReportedInItsPlaceAndOnce() {
        AtomicInteger reported = new AtomicInteger();
        stop.begins(() -> stop.ended(3)); // it ends at once, without a report
        stop.reportsOnEnd(cause -> {
            assertThat(cause).hasMessageContaining("it was stopped by SIGTERM");
            reported.incrementAndGet();
        });
        stop.received(Signal.TERM);
        stop.awaitReport();
        stop.awaitReport();
        assertThat(reported.get()).isOne();
    }

    @Test
    void whatFailsWithoutASignalIsReportedAsItIs() {
        IllegalStateException cause = new IllegalStateException("disk full");
        stop.begins(() -> {});
        assertThat(stop.fails(cause)).isSameAs(cause);
    }

    @Test
    void aProcessWithoutARunDoesNotWait() {
        stop.received(Signal.TERM);
        stop.awaitReport();
        assertThat(stop.killed()).isTrue();
    }

    @Test
    void aSignalAfterTheJobHasEndedChangesNothing() {
        assertThat(stop.ended(1)).isEqualTo(1);
        assertThat(stop.received(Signal.TERM)).isNull();
        assertThat(err.size()).isZero();
        assertThat(stop.ended(1)).isEqualTo(1);
    }
}
