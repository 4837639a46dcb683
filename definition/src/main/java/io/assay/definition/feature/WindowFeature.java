package io.assay.definition.feature;

import io.assay.definition.InvalidDefinitionException;
import java.time.Duration;
import java.util.Optional;

/**
 * One window feature: the aggregate of {@code of} over the rows {@code where} holds for, within the last {@code over}.
 *
 * @param of column or SQL expression; empty only for {@code count}
 * @param hop how the window's tail is rounded; see the architecture's hop defaults
 * @param type the value's type, if the definition sets one
 * @param fallback the definition's {@code default:}, as text
 */
public record WindowFeature(
        String name,
        Aggregate aggregate,
        Optional<String> of,
        Optional<String> where,
        Duration over,
        Duration hop,
        Optional<FeatureType> type,
        Optional<String> fallback) {
    public WindowFeature {
        if (over.isNegative() || over.isZero()) {
            throw new InvalidDefinitionException(
                    "window feature " + name, "the window is " + over, "give a length above 0, such as 7d");
        }
        if (hop.compareTo(Duration.ofSeconds(1)) < 0 || hop.compareTo(over) > 0) {
            throw new InvalidDefinitionException(
                    "window feature " + name,
                    "the hop %s is not from 1s to the window's %s".formatted(hop, over),
                    "use a hop from 1s to the window");
        }
        if (of.isEmpty() && aggregate != Aggregate.COUNT) {
            throw new InvalidDefinitionException(
                    "window feature " + name,
                    "%s of what?".formatted(aggregate.word()),
                    "add of: COLUMN or expression");
        }
    }

    /** 5 min for windows under 12 h, 1 h under 12 d, 1 d above; never more than the window. */
    public static Duration defaultHop(Duration over) {
        Duration hop = over.compareTo(Duration.ofHours(12)) < 0
                ? Duration.ofMinutes(5)
                : over.compareTo(Duration.ofDays(12)) < 0 ? Duration.ofHours(1) : Duration.ofDays(1);
        return hop.compareTo(over) > 0 ? over : hop;
    }
}
