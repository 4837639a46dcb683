package io.assay.definition.contract;

import io.assay.definition.InvalidDefinitionException;
import java.util.OptionalInt;

/** Least and greatest number of a check; one of them may be missing. */
final class CheckRange {
    private CheckRange() {}

    static void requireValid(String at, OptionalInt minimum, OptionalInt maximum) {
        if (minimum.isEmpty() && maximum.isEmpty()) {
            throw new InvalidDefinitionException(at, "it has no bound", "give a minimum or a maximum");
        }
        if (minimum.orElse(0) < 0 || maximum.orElse(0) < 0) {
            throw new InvalidDefinitionException(at, "a bound is below 0", "use 0 or more");
        }
        if (minimum.isPresent() && maximum.isPresent() && minimum.getAsInt() > maximum.getAsInt()) {
            throw new InvalidDefinitionException(
                    at,
                    "the minimum %d is above the maximum %d".formatted(minimum.getAsInt(), maximum.getAsInt()),
                    "lower the minimum or raise the maximum");
        }
    }
}
