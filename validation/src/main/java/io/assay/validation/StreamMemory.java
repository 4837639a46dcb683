package io.assay.validation;

import io.assay.validation.internal.key.SpanMemory;
import io.assay.validation.source.PublishedHistory;

/**
 * What a stream keeps in this process from one micro-batch to the next: published keys of the span that
 * {@code uniqueWithin} gives. It is found again in the published rows after a restart, so nothing depends on it.
 */
public final class StreamMemory {
    private final SpanMemory keys;

    public StreamMemory(PublishedHistory history) {
        this.keys = new SpanMemory(history);
    }

    SpanMemory keys() {
        return keys;
    }
}
