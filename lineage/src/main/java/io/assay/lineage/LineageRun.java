package io.assay.lineage;

import io.assay.lineage.event.RunResult;
import io.assay.lineage.event.RunStart;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A run that has emitted START. Only its first end is emitted: one START and one end for each run. */
public final class LineageRun {
    private final LineageEmitter emitter;
    private final RunStart start;
    private final AtomicBoolean ended = new AtomicBoolean();

    LineageRun(LineageEmitter emitter, RunStart start) {
        this.emitter = emitter;
        this.start = start;
    }

    /** The run's lineage id. */
    public UUID id() {
        return start.run();
    }

    /** Emits COMPLETE. */
    public void complete(Instant at, RunResult result) {
        end(LineageEvent.State.COMPLETE, at, result, null);
    }

    /**
     * COMPLETE to be emitted by {@link #complete(LineageEvent)}, or by another process with {@link Lineage#repeat};
     * empty, and counted as a failure, if it cannot be written.
     */
    public Optional<LineageEvent> completion(Instant at, RunResult result) {
        return event(LineageEvent.State.COMPLETE, at, result, null);
    }

    /** Emits a COMPLETE event that was prepared before. */
    public void complete(LineageEvent ready) {
        if (ended.compareAndSet(false, true)) {
            emitter.emit(ready);
        }
    }

    /** Emits FAIL, with what was read, written and checked so far. */
    public void fail(Instant at, RunResult result, Throwable cause) {
        end(LineageEvent.State.FAIL, at, result, cause);
    }

    private void end(LineageEvent.State state, Instant at, RunResult result, @Nullable Throwable cause) {
        if (ended.compareAndSet(false, true)) {
            say(state, at, result, cause);
        }
    }

    void say(LineageEvent.State state, Instant at, RunResult result, @Nullable Throwable cause) {
        event(state, at, result, cause).ifPresent(emitter::emit);
    }

    private Optional<LineageEvent> event(
            LineageEvent.State state, Instant at, RunResult result, @Nullable Throwable cause) {
        try {
            String json = emitter.writer().write(start, state.name(), at, result, cause);
            return Optional.of(new LineageEvent(start.run(), state, at, json));
        } catch (RuntimeException unwritable) {
            emitter.failed("the event's JSON", unwritable);
            return Optional.empty();
        }
    }
}
