package io.assay.validation.internal.key;

import io.assay.validation.source.PublishedHistory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The remembered keys of all checks of a stream's dataset. */
public final class SpanMemory {
    private final PublishedHistory history;
    private final Map<List<String>, RememberedKeys> byColumns = new ConcurrentHashMap<>();

    public SpanMemory(PublishedHistory history) {
        this.history = history;
    }

    PublishedHistory history() {
        return history;
    }

    RememberedKeys of(List<String> columns, long span) {
        return byColumns.computeIfAbsent(columns, key -> new RememberedKeys(span));
    }
}
