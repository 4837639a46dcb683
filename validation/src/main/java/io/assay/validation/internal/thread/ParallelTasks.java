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

/** Runs several tasks at once, each in a thread of its own. */
public final class ParallelTasks {
    private ParallelTasks() {}

    /**
     * Runs all tasks, at most {@code atOnce} at the same time. If one fails, those that wait are not started, and its
     * unchecked exception is thrown. When this method returns or throws, no task is running.
     *
     * @param what is done, for the message of an interruption: {@code keys were looked up}
     * @return their results, in order
     */
    public static <T> List<T> run(int atOnce, String what, List<Callable<T>> tasks) {
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(atOnce, tasks.size())));
        List<Future<T>> begun = new ArrayList<>();
        try {
            tasks.forEach(task -> begun.add(pool.submit(task)));
            List<T> results = new ArrayList<>();
            for (Future<T> one : begun) {
                results.add(one.get());
            }
            return results;
        } catch (ExecutionException e) { // the cause, not that it was in another thread
            throw e.getCause() instanceof RuntimeException cause ? cause : new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + what, e);
        } finally {
            begun.forEach(one -> one.cancel(false)); // only tasks that wait: those that run are awaited
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
