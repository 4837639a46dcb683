package io.assay.jobs.gate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.definition.message.Secrets;
import io.assay.jobs.record.RunDetail;
import io.assay.jobs.record.RunRecord;
import io.assay.lineage.event.RunStart;
import io.assay.validation.RuleResult;
import io.assay.validation.metric.Metric;
import io.assay.validation.source.Input;
import io.assay.warehouse.run.RunDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A batch's entry in the log. */
public final class BatchRecord {
    /** The command that approves held batches. */
    static final String APPROVAL = "runs publish";

    /** The command that takes quarantined rows through the gate again. */
    public static final String REPLAY = "replay";

    private static final String INPUT_VERSION = "input_version";

    private BatchRecord() {}

    static RunRecord of(BatchRequest request, GateReport report) {
        ObjectNode body = ReportJson.of(report);
        ArrayNode inputs = body.putArray("inputs");
        request.origin().input().paths().forEach(path -> inputs.add(Secrets.masked(path)));
        request.origin().input().format().ifPresent(format -> body.put("format", format));
        if (!request.origin().input().options().isEmpty()) {
            ObjectNode options = body.putObject("options");
            request.origin().input().options().forEach(options::put);
        }
        request.origin().version().ifPresent(version -> body.put(INPUT_VERSION, version));
        body.put("lineage_run", RunStart.id(report.run(), report.started()).toString());
        request.approval().ifPresent(reason -> body.put("reason", reason));
        List<RunDetail> lines = new ArrayList<>();
        report.rules().forEach(rule -> lines.add(line(rule)));
        report.metrics().forEach(metric -> lines.add(line(metric)));
        report.decisions().forEach(decision -> lines.add(BatchDecisions.detail(decision)));
        report.novelty().ifPresent(novelty -> lines.add(novelty.detail()));
        request.approval().ifPresent(reason -> lines.add(approval(report.status(), reason)));
        return new RunRecord(
                report.run(),
                request.approval().isPresent() ? APPROVAL : request.origin().command(),
                report.dataset(),
                report.status().word(),
                report.started(),
                report.took().toMillis() / 1000.0,
                body,
                lines);
    }

    /** The input of a run, as its document has it. */
    public static Input input(RunDocument document) {
        ObjectNode details = document.details();
        Map<String, String> options = new LinkedHashMap<>();
        details.path("options")
                .fields()
                .forEachRemaining(
                        option -> options.put(option.getKey(), option.getValue().asText()));
        return new Input(
                document.inputs(), Optional.ofNullable(details.path("format").textValue()), options);
    }

    /** The version of the input that a run read, if its document has one. */
    static Optional<String> inputVersion(RunDocument document) {
        return Optional.ofNullable(document.details().path(INPUT_VERSION).textValue());
    }

    static RunDetail approval(GateReport.Status status, String reason) {
        return RunDetail.decision("publish", status.word(), reason, null);
    }

    private static RunDetail line(RuleResult rule) {
        return RunDetail.rule(
                rule.rule(),
                rule.column().orElse(null),
                rule.status().name().toLowerCase(Locale.ROOT),
                rule.violations(),
                ReportJson.rule(rule));
    }

    private static RunDetail line(Metric metric) {
        return RunDetail.metric(
                metric.name(),
                metric.column(),
                metric.value().isPresent() ? (Double) metric.value().getAsDouble() : null,
                metric.text().orElse(null),
                metric.state().bytes());
    }
}
