package io.assay.jobs.run;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work that is done in a thread of its own while its caller goes on. The caller closes it, and so ends after it, also
 * where the caller's own work fails: what a command starts is over when the command is.
 */
public final class SideWork<T extends @Nullable Object> implements AutoCloseable {
    private final CompletableFuture<T> done;

    private SideWork(CompletableFuture<T> done) {
        this.done = done;
    }

    public static <T extends @Nullable Object> SideWork<T> start(String name, Supplier<T> work) {
        return new SideWork<>(CompletableFuture.supplyAsync(work, running -> new Thread(running, name).start()));
    }

    /** Waits for the result; throws an exception of the work as it is, an error as the cause of another exception. */
    public T result() {
        try {
            return done.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Waits for the end, however it ends: who needs the result has called {@link #result}. */
    @Override
    public void close() {
        done.handle((result, failure) -> true).join();
    }
}
