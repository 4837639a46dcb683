package io.assay.validation.internal.thread;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Several pieces of work in threads of their own. */
public final class SideBySide {
    private SideBySide() {}

    /**
     * Does all of them, some at once; the first failure ends it, and is thrown as it is. When this returns or throws,
     * none of the work goes on.
     *
     * @param what is done, for the message of an interruption: {@code keys were looked up}
     * @return their results, in order
     */
    public static <T> List<T> all(int atOnce, String what, List<Callable<T>> work) {
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(atOnce, work.size())));
        List<Future<T>> begun = new ArrayList<>();
        try {
            work.forEach(one -> begun.add(pool.submit(one)));
            List<T> results = new ArrayList<>();
            for (Future<T> one : begun) {
                results.add(one.get());
            }
            return results;
        } catch (ExecutionException e) { // what it was, not that it was in another thread
            throw e.getCause() instanceof RuntimeException cause ? cause : new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + what, e);
        } finally {
            begun.forEach(one -> one.cancel(false)); // those that wait; what goes on is seldom worth an interruption
            pool.shutdown();
            awaitEnd(pool);
        }
    }

    private static void awaitEnd(ExecutorService pool) {
        boolean interrupted = Thread.interrupted();
        while (!pool.isTerminated()) {
            try {
                pool.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
                pool.shutdownNow();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
