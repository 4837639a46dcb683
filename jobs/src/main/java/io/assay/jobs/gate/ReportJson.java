package io.assay.jobs.gate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.definition.Fault;
import io.assay.jobs.json.Json;
import io.assay.validation.RowCounts;
import io.assay.validation.RuleResult;
import java.util.List;
import java.util.Locale;

/** The document of {@code ingest --json}. */
public final class ReportJson {
    private ReportJson() {}

    public static ObjectNode of(GateReport report) {
        ObjectNode document = Json.object();
        document.put("run", report.run()).put("dataset", report.dataset());
        document.putObject("contract")
                .put("id", report.contract().id())
                .put("version", report.contract().version());
        document.put("status", report.status().word());
        document.set("rows", rows(report));
        ArrayNode rules = document.putArray("rules");
        report.rules().forEach(rule -> rules.add(rule(rule)));
        // as text: a snapshot id has more digits than a JavaScript number keeps
        document.put("snapshot", report.snapshot().map(Object::toString).orElse(null));
        document.put("started", report.started().toString());
        report.at().ifPresent(at -> document.put("at", at.toString()));
        document.put("seconds", report.took().toMillis() / 1000.0);
        report.novelty().ifPresent(novelty -> document.set("novelty", novelty.json()));
        ArrayNode decisions = document.putArray("decisions");
        report.decisions().forEach(decision -> decisions.add(BatchDecisions.json(decision)));
        texts(document, "warnings", report.warnings());
        texts(document, "reasons", report.reasons());
        if (!report.faults().isEmpty()) {
            ArrayNode faults = document.putArray("faults");
            report.faults().forEach(fault -> faults.add(fault(fault)));
        }
        return document;
    }

    private static ObjectNode rows(GateReport report) {
        RowCounts rows = report.rows();
        ObjectNode node = Json.object()
                .put("read", rows.read())
                .put("passed", rows.passed())
                .put("published", report.published())
                .put("quarantined", rows.quarantined())
                .put("dropped", rows.dropped())
                .put("warned", rows.warned());
        report.changes()
                .ifPresent(changes -> node.put("updated", changes.updated())
                        .put("deleted", changes.deleted())
                        .put("superseded", changes.superseded()));
        return node;
    }

    static ObjectNode rule(RuleResult rule) {
        ObjectNode node = Json.object();
        node.put("rule", rule.rule())
                .put("column", rule.column().orElse(null))
                .put("dimension", rule.dimension().orElse(null))
                .put("action", rule.action().word())
                .put("level", rule.level().name().toLowerCase(Locale.ROOT))
                .put("status", rule.status().name().toLowerCase(Locale.ROOT))
                .put("violations", rule.violations())
                .put("measured", rule.measured().orElse(null))
                .put("expected", rule.expected().orElse(null));
        rule.error().ifPresent(error -> node.put("error", error));
        return node;
    }

    private static ObjectNode fault(Fault fault) {
        return Json.object()
                .put("path", fault.path())
                .put("line", fault.line())
                .put("at", fault.at())
                .put("what", fault.what())
                .put("fix", fault.fix());
    }

    private static void texts(ObjectNode document, String key, List<String> lines) {
        ArrayNode array = document.putArray(key);
        lines.forEach(array::add);
    }
}
