package io.assay.validation.suggest;

import java.util.List;
import java.util.Optional;

/**
 * A property of the suggested contract.
 *
 * @param path its name in the source, of a field those above it too
 * @param name in the contract
 * @param type logical and physical type, and why
 * @param description what its name tells, such as a unit
 * @param rules in the order of their places
 * @param notes what was seen and did not become a rule
 * @param fields of an object
 * @param items of an array
 */
public record SuggestedColumn(
        List<String> path,
        String name,
        SuggestedType type,
        Optional<String> description,
        List<SuggestedRule> rules,
        List<String> notes,
        List<SuggestedColumn> fields,
        Optional<SuggestedColumn> items) {
    public SuggestedColumn {
        path = List.copyOf(path);
        rules = List.copyOf(rules);
        notes = List.copyOf(notes);
        fields = List.copyOf(fields);
    }

    /** Its name in the source. */
    public String source() {
        return path.get(path.size() - 1);
    }

    List<SuggestedRule> rules(SuggestedRule.Place place) {
        return rules.stream().filter(rule -> rule.place() == place).toList();
    }
}
