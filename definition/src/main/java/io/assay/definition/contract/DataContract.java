package io.assay.definition.contract;

import java.util.List;
import java.util.Optional;

/**
 * A data contract: one ODCS file.
 *
 * @param json the contract as canonical JSON, the form that is kept with each run
 * @param notes what the standard allows and Assay does not execute
 */
public record DataContract(
        String id,
        String version,
        String apiVersion,
        Optional<String> name,
        List<DatasetContract> datasets,
        List<Note> notes,
        String json) {
    public DataContract {
        datasets = List.copyOf(datasets);
        notes = List.copyOf(notes);
    }

    /** Something that is valid and is not executed. */
    public record Note(int line, String at, String what) {}
}
