package io.assay.service.online;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpStatus;

/** Lets few large requests be answered at a time, because each is built in memory; small ones never wait. */
final class LargeRequestLimiter {
    /** From this many computed values on a request is large. */
    private static final long LARGE = 100_000;

    /** Heap that one of the largest requests may need. */
    private static final long HEAP_EACH = 128L << 20;

    private static final int PATIENCE_SECONDS = 5;

    private final Semaphore turns;

    LargeRequestLimiter(long heapBytes) {
        this.turns = new Semaphore((int) Math.max(1, heapBytes / HEAP_EACH), true);
    }

    /** Waits until a request that computes so many values may be answered, or rejects it with 503. */
    Turn turn(long computed) {
        if (computed < LARGE) {
            return () -> {};
        }
        try {
            if (turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return turns::release;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        throw FeastError.plain(
                HttpStatus.SERVICE_UNAVAILABLE_503,
                "other large requests are being answered; try again, with fewer rows at once");
    }

    /** Ends when the response is built. */
    interface Turn {
        void end();
    }
}
