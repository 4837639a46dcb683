package io.assay.jobs.cli;

import io.assay.jobs.failure.ExternalException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The end of a process by Ctrl-C or SIGTERM while a job is at work. A job says how things stand as it goes on; if a
 * signal comes, that is the last line on stderr, and what breaks in the job while the process ends is told nobody. A
 * job that goes on until it is stopped says instead how it is asked to end, and ends as always; a second signal ends it
 * as any other.
 */
public final class ShutdownHandler {
    /** How long the process waits for its job to tell lineage that it failed. */
    private static final long PATIENCE = 2;

    private final Console console;
    private final CountDownLatch ended = new CountDownLatch(1);
    private String standing = "";
    private @Nullable Runnable request;
    private @Nullable Signal killer;

    ShutdownHandler(Console console) {
        this.console = console;
    }

    /**
     * How things stand from now on, until it is said again: {@code nothing was published; run it again}. Throws if the
     * process was told to end, because what was said then must stay true.
     */
    public synchronized void describe(String sentence) {
        if (killer != null) {
            throw new ExternalException("process", "it was stopped by " + killer.word(), "run it again");
        }
        standing = sentence;
    }

    /** From now on the job ends by itself, in good order, once {@code asked} is run. */
    public synchronized void endsWhenAsked(Runnable asked) {
        request = asked;
    }

    /** The job has ended, and wants this exit code; the process ends with the one that is returned. */
    public synchronized int ended(int code) {
        ended.countDown();
        return killer == null ? code : killer.exit();
    }

    /** Whether the process was told to end, and the job was not one to be asked. */
    synchronized boolean killed() {
        return killer != null;
    }

    /** From now on signals mean what is said here. */
    void watch() {
        for (Signal signal : Signal.values()) {
            signal.handle(() -> came(signal));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::awaitJob, "stop"));
    }

    private void came(Signal signal) {
        @Nullable Runnable asked = heard(signal);
        if (asked != null) {
            asked.run();
        } else {
            Runtime.getRuntime().exit(signal.exit());
        }
    }

    /** What a job that can be asked is to be asked by the first signal; none if the process is to end at once. */
    synchronized @Nullable Runnable heard(Signal signal) {
        @Nullable Runnable asked = request;
        request = null;
        if (asked == null && killer == null && ended.getCount() > 0) {
            console.lastWord(
                    "assay: stopped (%s)%s".formatted(signal.word(), standing.isEmpty() ? "" : "; " + standing));
            killer = signal;
        }
        return asked;
    }

    private void awaitJob() {
        if (killed()) {
            try {
                ended.await(PATIENCE, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
