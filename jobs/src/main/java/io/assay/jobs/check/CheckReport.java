package io.assay.jobs.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.definition.Fault;
import io.assay.definition.project.CheckResult;
import io.assay.jobs.json.Json;
import java.util.ArrayList;
import java.util.List;

/** What {@code check} found, as text and as JSON. */
record CheckReport(List<CheckResult> results) {
    CheckReport {
        results = List.copyOf(results);
    }

    boolean ok() {
        return results.stream().allMatch(CheckResult::ok);
    }

    /** {@code PATH: ok}, or one line a fault. */
    String text() {
        List<String> lines = new ArrayList<>();
        for (CheckResult result : results) {
            if (result.ok()) {
                lines.add(result.path() + ": ok");
            }
            result.faults().forEach(fault -> lines.add(fault.text()));
        }
        return String.join("\n", lines);
    }

    /** What is valid and not executed, one line each. */
    List<String> notes() {
        return results.stream()
                .flatMap(result -> result.notes().stream())
                .map(note -> "%s:%d: %s: note: %s".formatted(note.path(), note.line(), note.at(), note.what()))
                .toList();
    }

    ObjectNode document() {
        ObjectNode document = Json.object();
        ArrayNode list = document.putArray("results");
        for (CheckResult result : results) {
            ObjectNode one = list.addObject().put("path", result.path()).put("ok", result.ok());
            ArrayNode faults = one.putArray("faults");
            for (Fault fault : result.faults()) {
                faults.addObject()
                        .put("path", fault.path())
                        .put("line", fault.line())
                        .put("at", fault.at())
                        .put("what", fault.what())
                        .put("fix", fault.fix());
            }
            ArrayNode notes = one.putArray("notes");
            for (CheckResult.Note note : result.notes()) {
                notes.addObject()
                        .put("path", note.path())
                        .put("line", note.line())
                        .put("at", note.at())
                        .put("what", note.what());
            }
        }
        return document;
    }
}
