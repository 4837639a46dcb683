package io.assay.definition.contract;

import io.assay.definition.InvalidDefinitionException;
import java.time.Duration;

/** How far uniqueness reaches: the batch, what is published too, or what is published within a span of event time. */
public sealed interface UniqueWithin {
    record Batch() implements UniqueWithin {}

    record Dataset() implements UniqueWithin {}

    record Span(Duration span) implements UniqueWithin {
        public Span {
            if (span.isNegative() || span.isZero()) {
                throw new InvalidDefinitionException(
                        "uniqueWithin", "the span is " + span, "give a span above 0, such as 7d");
            }
        }
    }
}
