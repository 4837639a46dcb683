package io.assay.online;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the follower's rounds succeed; written by its thread, read by any. */
final class LoopHealth {
    /** Rounds that fail for longer than this are not expected to recover. */
    private static final long PATIENCE = Duration.ofSeconds(30).toNanos();

    private static final Logger LOG = LoggerFactory.getLogger(LoopHealth.class);

    private volatile @Nullable LastFailure failure;
    private volatile boolean ended;

    /** The failure of the last round, and the time of the first of the failures in a row. */
    private record LastFailure(Throwable cause, long since) {}

    void succeeded() {
        if (failure != null) {
            LOG.info("following goes on");
            failure = null;
        }
    }

    void failed(Throwable cause) {
        LastFailure before = failure;
        if (before == null) {
            failure = new LastFailure(cause, System.nanoTime());
            LOG.error("a round of the follower failed; the next one is tried", cause);
        }
    }

    /** The thread has ended although nobody stopped it. */
    void ended() {
        ended = true;
        LOG.error("the follower's thread has ended; nothing is followed any more");
    }

    /** Why nothing is followed at the moment. */
    Optional<String> problem() {
        LastFailure now = failure;
        if (ended) {
            return Optional.of("the follower's thread has ended" + (now == null ? "" : ": " + now.cause()));
        }
        return Optional.ofNullable(now).map(f -> "the follower's last round failed: " + f.cause());
    }

    /** Whether it may still recover by itself. */
    boolean alive() {
        LastFailure now = failure;
        return !ended && (now == null || System.nanoTime() - now.since() < PATIENCE);
    }
}
