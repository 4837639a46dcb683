package io.assay.validation.suggest;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A contract of one dataset.
 *
 * @param source where the rows came from, as it was given
 * @param nullWords texts that mean null, with the number of values
 * @param relationships foreign keys of several columns; those of one are rules of their columns
 * @param notes about the table as a whole
 */
public record SuggestedContract(
        String dataset,
        Source source,
        long rows,
        Map<String, Long> nullWords,
        List<SuggestedColumn> columns,
        Optional<SuggestedKey> key,
        List<SuggestedRelationship> relationships,
        List<String> notes) {
    public SuggestedContract {
        columns = List.copyOf(columns);
        relationships = List.copyOf(relationships);
        notes = List.copyOf(notes);
    }

    /**
     * Files.
     *
     * @param options of a CSV
     */
    public record Source(String path, String format, Map<String, String> options) {
        public Source {
            options = Map.copyOf(options);
        }
    }

    /** As an ODCS file. */
    public String yaml() {
        return new ContractYaml(this).text();
    }
}
