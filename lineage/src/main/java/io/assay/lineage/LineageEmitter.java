package io.assay.lineage;

import io.assay.definition.message.Secrets;
import io.assay.lineage.internal.openlineage.EventWriter;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Sends events to every transport. A transport that fails never fails the job: failures are counted, and reported once
 * for each target. Safe for use by several threads.
 */
public final class LineageEmitter {
    private final List<Transport> transports;
    private final Consumer<String> report;
    private final EventWriter writer;
    private final Set<String> complained = ConcurrentHashMap.newKeySet();
    private final AtomicLong failures = new AtomicLong();

    private LineageEmitter(List<Transport> transports, Consumer<String> report, EventWriter writer) {
        this.transports = List.copyOf(transports);
        this.report = report;
        this.writer = writer;
    }

    /** Sends to all of {@code transports}; {@code report} receives the first failure of each target, as a sentence. */
    public static LineageEmitter to(List<Transport> transports, Consumer<String> report) {
        return new LineageEmitter(transports, report, EventWriter.ofThisVersion());
    }

    /** Sends nothing anywhere. */
    public static LineageEmitter none() {
        return to(List.of(), message -> {});
    }

    /** Events that did not reach a target, over all targets. */
    public long failures() {
        return failures.get();
    }

    EventWriter writer() {
        return writer;
    }

    void emit(LineageEvent event) {
        for (Transport transport : transports) {
            try {
                transport.send(event);
            } catch (IOException | RuntimeException failure) {
                failed(transport.target(), failure);
            }
        }
    }

    void failed(String target, Exception failure) {
        failures.incrementAndGet();
        if (complained.add(target)) {
            report.accept("lineage to %s: %s; the job continues without it; check the address and that it is up"
                    .formatted(
                            target,
                            Secrets.masked(String.valueOf(
                                    failure.getMessage() == null ? failure.toString() : failure.getMessage()))));
        }
    }
}
