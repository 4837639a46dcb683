package io.assay.definition.contract;

import java.time.Duration;

/** How far uniqueness reaches: the batch, what is published too, or what is published within a span of event time. */
public sealed interface UniqueWithin {
    record Batch() implements UniqueWithin {}

    record Dataset() implements UniqueWithin {}

    record Span(Duration span) implements UniqueWithin {}
}
