package io.assay.jobs.publication;

import io.assay.jobs.failure.ExternalException;
import java.time.Duration;
import org.apache.iceberg.exceptions.CommitFailedException;

/**
 * Tries a commit to a table again when other writers were faster. Iceberg itself retries single updates, but not a
 * transaction that creates or moves a branch: it fails with {@code Table metadata refresh is required}.
 */
final class CommitRetry {
    /** For how long a commit is tried. */
    private static final Duration BUDGET = Duration.ofMinutes(2);

    private final String table;
    private final long deadline = System.nanoTime() + BUDGET.toNanos();
    private int tries;

    private CommitRetry(String table) {
        this.table = table;
    }

    /** One attempt; it starts from the table's newest metadata. */
    interface CommitAttempt<T> {
        T commit() throws MainMovedException;
    }

    /** Tries again when the table's metadata changed. */
    static <T> T run(String table, CommitAttempt<T> attempt) throws MainMovedException {
        CommitRetry retry = new CommitRetry(table);
        while (true) {
            try {
                return attempt.commit();
            } catch (CommitFailedException e) {
                retry.pause(e);
            }
        }
    }

    /** The same for an update of the table itself. */
    static void update(String table, Runnable update) {
        CommitRetry retry = new CommitRetry(table);
        while (true) {
            try {
                update.run();
                return;
            } catch (CommitFailedException e) {
                retry.pause(e);
            }
        }
    }

    /** The same for what does not depend on the rows on main. */
    static <T> T untilUnmoved(String table, CommitAttempt<T> attempt) {
        CommitRetry retry = new CommitRetry(table);
        while (true) {
            try {
                return attempt.commit();
            } catch (MainMovedException e) {
                retry.pause(e);
            }
        }
    }

    private void pause(Exception cause) {
        tries++;
        if (System.nanoTime() > deadline) {
            throw new ExternalException(
                    table,
                    "other writers were faster %d times in %d s: %s"
                            .formatted(tries, BUDGET.toSeconds(), cause.getMessage()),
                    "run it again when fewer writers are active",
                    cause);
        }
        Backoff.sleep(tries);
    }
}
