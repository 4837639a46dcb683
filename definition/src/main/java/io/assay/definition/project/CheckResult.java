package io.assay.definition.project;

import io.assay.definition.Fault;
import java.util.List;

/**
 * The result of checking one path; without faults it can be used.
 *
 * @param path a project folder or one ODCS file, as it was given
 * @param faults every one there is, in the order of files and lines
 * @param notes what is valid and is not executed
 */
public record CheckResult(String path, List<Fault> faults, List<Note> notes) {
    public CheckResult {
        faults = List.copyOf(faults);
        notes = List.copyOf(notes);
    }

    /** Something valid that is not executed; {@code path} is the file's. */
    public record Note(String path, int line, String at, String what) {}

    public boolean ok() {
        return faults.isEmpty();
    }
}
