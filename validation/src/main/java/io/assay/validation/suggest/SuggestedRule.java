package io.assay.validation.suggest;

/**
 * A rule that the values support.
 *
 * @param kind as the rule is named in reports: {@code required minimum maximum pattern format invalidValues …}
 * @param place where a contract has it
 * @param yaml its value, or the lines of a quality rule, as YAML
 * @param reason why, in words and numbers
 * @param warns whether it only warns
 */
public record SuggestedRule(String kind, Place place, String yaml, String reason, boolean warns) {
    /** Where a property has a rule. */
    public enum Place {
        /** A key of the property itself. */
        PROPERTY,
        /** A key of {@code logicalTypeOptions}. */
        OPTION,
        /** An entry of {@code quality}. */
        QUALITY,
        /** An entry of {@code relationships}. */
        RELATIONSHIP
    }

    static SuggestedRule option(String kind, String yaml, String reason) {
        return new SuggestedRule(kind, Place.OPTION, yaml, reason, false);
    }

    static SuggestedRule property(String kind, String yaml, String reason) {
        return new SuggestedRule(kind, Place.PROPERTY, yaml, reason, false);
    }

    static SuggestedRule quality(String kind, String yaml, String reason, boolean warns) {
        return new SuggestedRule(kind, Place.QUALITY, yaml, reason, warns);
    }
}
