package io.assay.jobs.explain;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.online.log.RunEntry;
import io.assay.warehouse.run.RunDocument.ContractReference;
import java.util.Optional;

/**
 * A run whose rows are in a value: what it published, under which contract, with which verdict, from which files.
 *
 * @param logged empty for a run that is not in the log
 */
record RunOrigin(String run, Optional<RunEntry> logged) {

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("run", run);
        logged.ifPresentOrElse(entry -> add(json, entry), () -> json.putArray("source_files"));
        return json;
    }

    private static void add(ObjectNode json, RunEntry entry) {
        json.put("dataset", entry.subject());
        entry.snapshot().ifPresent(snapshot -> json.put("snapshot", snapshot));
        entry.contract()
                .ifPresent(contract ->
                        json.putObject("contract").put("id", contract.id()).put("version", contract.version()));
        ObjectNode verdict = json.putObject("verdict").put("status", entry.status());
        ObjectNode rows = verdict.putObject("rows");
        entry.rows().forEach(rows::put);
        entry.broken().forEach(verdict.putArray("broken_rules")::add);
        entry.inputs().forEach(json.putArray("source_files")::add);
        json.put("at", entry.at().toString());
        entry.lineageRun().ifPresent(id -> json.put("lineage_run", id));
    }

    String text() {
        return logged.map(entry -> text(run, entry)).orElse("  run       %s, which is not in the log".formatted(run));
    }

    private static String text(String run, RunEntry entry) {
        return "  run       %s (%s, %s): %s, %,d of %,d rows published"
                        .formatted(
                                run,
                                entry.subject(),
                                entry.at(),
                                entry.status(),
                                entry.rows().getOrDefault("published", 0L),
                                entry.rows().getOrDefault("read", 0L))
                + "\n            contract %s %s; rules broken: %s\n            from %s"
                        .formatted(
                                entry.contract().map(ContractReference::id).orElse(""),
                                entry.contract().map(ContractReference::version).orElse(""),
                                entry.broken().isEmpty() ? "none" : String.join(", ", entry.broken()),
                                String.join(", ", entry.inputs()));
    }
}
