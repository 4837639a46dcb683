package io.assay.definition.internal.odcs;

import io.assay.definition.contract.Check;
import io.assay.definition.contract.Check.Bounds.Bound;
import io.assay.definition.contract.Rule;
import java.util.List;
import java.util.OptionalInt;

/** What a rule asks for, in a few words, for messages that name several rules. */
final class CheckText {
    private static final int VALUES = 5;

    private CheckText() {}

    /** The rule's name, and what it asks for where the name alone does not say it: {@code 'a.minimum' (>= 5)}. */
    static String of(Rule rule) {
        String words = words(rule.check());
        return "'%s'".formatted(rule.name()) + (words.isEmpty() ? "" : " (%s)".formatted(words));
    }

    private static String words(Check check) {
        if (check instanceof Check.Bounds bounds) {
            return bounds.minimum().map(b -> bound(b, ">")).orElse("")
                    + (bounds.minimum().isPresent() && bounds.maximum().isPresent() ? " and " : "")
                    + bounds.maximum().map(b -> bound(b, "<")).orElse("");
        }
        if (check instanceof Check.Length length) {
            return range(length.minimum(), length.maximum(), "characters");
        }
        if (check instanceof Check.Items items) {
            return range(items.minimum(), items.maximum(), "items");
        }
        if (check instanceof Check.Properties properties) {
            return range(properties.minimum(), properties.maximum(), "properties");
        }
        if (check instanceof Check.OneOf oneOf) {
            List<String> values = oneOf.values();
            return "one of " + String.join(", ", values.subList(0, Math.min(VALUES, values.size())))
                    + (values.size() > VALUES ? ", …" : "");
        }
        if (check instanceof Check.Measure measure) {
            return measure.expected().text() + (measure.unit() == Check.Unit.PERCENT ? " percent" : "");
        }
        if (check instanceof Check.RowCount count) {
            return count.expected().text();
        }
        return check instanceof Check.Matches matches
                ? matches.pattern()
                : check instanceof Check.Format format
                        ? format.format()
                        : check instanceof Check.MultipleOf multiple
                                ? multiple.factor().toPlainString()
                                : "";
    }

    private static String bound(Bound bound, String sign) {
        return sign + (bound.inclusive() ? "= " : " ") + bound.literal();
    }

    private static String range(OptionalInt minimum, OptionalInt maximum, String what) {
        return minimum.isPresent()
                ? "at least %d %s".formatted(minimum.getAsInt(), what)
                : "at most %d %s".formatted(maximum.orElse(0), what);
    }
}
