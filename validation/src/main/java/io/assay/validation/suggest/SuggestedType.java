package io.assay.validation.suggest;

import java.util.Optional;

/**
 * The type of a property.
 *
 * @param logical of the contract standard
 * @param physical where the source has stored types
 * @param format of dates and timestamps that are not ISO 8601
 * @param reason why, in words and numbers
 */
public record SuggestedType(String logical, Optional<String> physical, Optional<String> format, String reason) {
    static SuggestedType of(String logical, String reason) {
        return new SuggestedType(logical, Optional.empty(), Optional.empty(), reason);
    }

    boolean isNumber() {
        return logical.equals("integer") || logical.equals("number");
    }
}
