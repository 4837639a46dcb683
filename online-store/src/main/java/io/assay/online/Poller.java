package io.assay.online;

import io.assay.online.table.TableFollower;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls one table. A failure, of whatever kind, is reported once and tried again, ever less often, up to every half
 * minute; the tables polled beside it go on.
 */
final class Poller {
    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);
    private static final long LONGEST = Duration.ofSeconds(30).toNanos();
    private static final long FIRST = Duration.ofMillis(500).toNanos();

    private final TableFollower follower;
    private @Nullable String problem;
    private long wait;
    private long failed;

    Poller(TableFollower follower) {
        this.follower = follower;
    }

    TableFollower follower() {
        return follower;
    }

    /** What keeps the table from being followed. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    void poll() {
        if (problem != null && System.nanoTime() - failed < wait) {
            return;
        }
        try {
            follower.poll();
            if (problem != null) {
                LOG.info("{}: is followed again", follower.path());
            }
            problem = null;
            wait = 0;
        } catch (RuntimeException | Error e) {
            failed = System.nanoTime();
            wait = Math.min(LONGEST, Math.max(FIRST, wait * 2));
            String message = e instanceof Error || e.getMessage() == null ? e.toString() : e.getMessage();
            if (!message.equals(problem)) {
                LOG.warn("a table cannot be followed; it will be tried again: {}", message, e);
            }
            problem = message;
        }
    }
}
