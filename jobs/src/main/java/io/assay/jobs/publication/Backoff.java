package io.assay.jobs.publication;

import io.assay.jobs.failure.ExternalException;
import java.util.concurrent.ThreadLocalRandom;

/** How long a writer waits before it tries again, so that two do not collide again at once. */
public final class Backoff {
    private Backoff() {}

    /** Sleeps a random time, longer with each attempt (counted from 1), two seconds at most. */
    public static void sleep(int attempt) {
        long bound = Math.min(2_000, 50L << Math.min(attempt, 6));
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(bound / 2, bound));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExternalException(
                    "this job", "was interrupted while it waited for other writers", "run it again", e);
        }
    }
}
