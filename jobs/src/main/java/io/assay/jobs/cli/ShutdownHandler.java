package io.assay.jobs.cli;

import io.assay.jobs.failure.ExternalException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The end of a process by Ctrl-C or SIGTERM while a job is at work. A job describes its state as it goes on; if a
 * signal comes, that is the last line on stderr, and failures that the end of the process causes are not printed. A run
 * that has begun is cancelled while Spark still works, so that it reports its end to lineage and the log. A job that
 * runs until it is stopped sets how it is asked to end, and then ends normally. A second signal ends the process at
 * once, whatever is going on; so does the time, if a library keeps the process from ending after the report.
 */
public final class ShutdownHandler {
    /** How long the process waits for a run to report its end: less than the 30 s that Kubernetes waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(Long.getLong("assay.stop.seconds", 20));

    /** How long the process may take to end after the report: Spark, for instance, waits for tasks. */
    private static final Duration END = Duration.ofSeconds(5);

    /** The same after a second signal: it only prints. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    /** How often what a run still begins is cancelled. */
    private static final long CANCEL_MILLIS = 50;

    private final Console console;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicBoolean ending = new AtomicBoolean();
    private String state = "";
    private @Nullable Runnable request;
    private @Nullable Signal killer;
    private @Nullable Runnable cancel;
    private @Nullable Consumer<Throwable> report;
    private boolean reporting;

    ShutdownHandler(Console console) {
        this.console = console;
    }

    /**
     * Sets the state that is reported if the process is told to end: {@code nothing was published; run it again}.
     * Throws if it was told so already, because the state that was reported then must stay true.
     */
    public synchronized void describe(String sentence) {
        if (killer == null) {
            state = sentence;
        } else if (!reporting) {
            throw stopped(killer);
        }
    }

    private static ExternalException stopped(Signal signal) {
        return new ExternalException("process", "it was stopped by " + signal.word(), "run it again");
    }

    /** A run begins whose work {@code work} cancels; it reports its end in any case. */
    synchronized void begins(Runnable work) {
        cancel = work;
        report = null;
        reporting = false;
    }

    /** What reports that the run failed, where the process ends before the run does. */
    synchronized void reportsOnEnd(Consumer<Throwable> work) {
        report = work;
    }

    /** The run only reports its end from now on. */
    synchronized void reports() {
        reporting = true;
    }

    /** The same for a run that failed; the cause to report. */
    synchronized Throwable fails(Throwable thrown) {
        reporting = true;
        return killer == null ? thrown : stopped(killer);
    }

    /** From now on the job ends by itself, in good order, once {@code ending} is run. */
    public synchronized void endsOnRequest(Runnable ending) {
        request = ending;
    }

    /** The job has ended, and wants this exit code; the process ends with the one that is returned. */
    public synchronized int ended(int code) {
        ended.countDown();
        return killer == null ? code : killer.exit();
    }

    /** Whether the process was told to end, and the job is not one that ends by itself. */
    synchronized boolean killed() {
        return killer != null;
    }

    /** From now on signals are handled here. */
    void watch() {
        for (Signal signal : Signal.values()) {
            signal.handle(() -> handle(signal));
        }
    }

    private void handle(Signal signal) {
        if (!ending.compareAndSet(false, true)) { // without a lock: what the first signal does may be blocked
            endAtOnce(signal);
            return;
        }
        @Nullable Runnable request = received(signal);
        if (request != null) {
            request.run();
            return;
        }
        haltAfter(PATIENCE.plus(END), signal); // also where the report does not end
        if (killed()) {
            awaitReport();
        }
        haltAfter(END, signal);
        Runtime.getRuntime().exit(signal.exit());
    }

    private void endAtOnce(Signal signal) {
        haltAfter(AT_ONCE, signal); // also where the output or a lock is blocked
        received(signal);
        console.out().flush();
        console.err().flush();
        Runtime.getRuntime().halt(signal.exit());
    }

    /** Ends the process after that time unless it has ended: without hooks, some of which wait for ever. */
    private static void haltAfter(Duration time, Signal signal) {
        Thread watchdog = new Thread(
                () -> {
                    try {
                        TimeUnit.MILLISECONDS.sleep(time.toMillis());
                        Runtime.getRuntime().halt(signal.exit());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "halt-after-" + signal.word());
        watchdog.setDaemon(true);
        watchdog.start();
    }

    /** Cancels the work of the run, if one has begun, until it fails because of that and has reported it. */
    void awaitReport() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (cancelled() && System.nanoTime() < end && !ended.await(CANCEL_MILLIS, TimeUnit.MILLISECONDS)) {
                // again: the run may have begun other work meanwhile
            }
            reportFailure();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reports the failure in place of a run that did not do so in time. */
    private synchronized void reportFailure() {
        @Nullable Consumer<Throwable> work = report;
        if (work != null && killer != null && !reporting) {
            report = null;
            work.accept(stopped(killer));
        }
    }

    /** Whether a run has begun; if so, its work is cancelled, except for its report. */
    private synchronized boolean cancelled() {
        @Nullable Runnable work = cancel;
        if (work == null) {
            return false;
        }
        if (!reporting) {
            try {
                work.run();
            } catch (IllegalStateException sparkEnded) {
                // Spark has ended already: so does the run
            }
        }
        return true;
    }

    /** What the first signal runs to ask the job to end; empty if the process is to end at once. */
    synchronized @Nullable Runnable received(Signal signal) {
        @Nullable Runnable ending = request;
        request = null;
        if (ending == null && killer == null && ended.getCount() > 0) {
            console.lastLine("assay: stopped (%s)%s".formatted(signal.word(), state.isEmpty() ? "" : "; " + state));
            killer = signal;
        }
        return ending;
    }
}
