package io.assay.jobs.gate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.record.DefinitionLog;
import io.assay.jobs.record.DefinitionRow;
import io.assay.jobs.record.RunDetail;
import io.assay.jobs.record.RunLog;
import io.assay.jobs.record.RunRecord;
import io.assay.lineage.LineageEvent;
import io.assay.lineage.event.RunStart;
import io.assay.validation.RuleResult;
import io.assay.validation.metric.Metric;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What one batch leaves in the log of runs and definitions. */
final class RunRecords {
    private final JobContext context;
    private final BatchRequest order;
    private final PendingRecords pending;
    /** An entry that is being written, of this report only. */
    private record Prepared(GateReport report, CompletableFuture<RunLog.Entries> entries) {}

    private @Nullable Prepared prepared;
    private CompletableFuture<@Nullable Void> definitions = CompletableFuture.completedFuture(null);

    RunRecords(JobContext context, BatchRequest order) {
        this.context = context;
        this.order = order;
        this.pending = PendingRecords.of(context);
    }

    /** Begins to write the definitions while the batch is judged; whoever logs the run waits for it. */
    void writeDefinitions(Instant at) {
        DefinitionLog log = context.definitions();
        List<DefinitionRow> rows = List.of(DefinitionRow.of(order.contract()));
        definitions = CompletableFuture.runAsync(
                () -> log.write(order.run(), at, rows),
                work -> new Thread(work, "definitions of " + order.run()).start());
    }

    /** Keeps what is to be said where a rerun finds it, should this process not live to say it. */
    void keep(GateReport report, Optional<LineageEvent> completion) {
        await(definitions);
        pending.keep(new PendingRecord(record(report), completion));
    }

    private static <T> T await(CompletableFuture<T> work) {
        try {
            return work.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Begins to write the entry that {@link #write} will show, while the batch is published. */
    void prepare(GateReport report) {
        RunLog log = context.log();
        RunRecord record = record(report);
        prepared = new Prepared(
                report,
                CompletableFuture.supplyAsync(
                        () -> log.prepare(record), work -> new Thread(work, "log of " + order.run()).start()));
    }

    /** Logs the run. */
    void write(GateReport report) {
        await(definitions);
        Prepared ready = prepared;
        if (ready != null && ready.report().equals(report)) {
            await(ready.entries()).commit();
        } else { // or main moved after it was prepared, and the batch came out otherwise
            context.log().write(record(report));
        }
        reported();
    }

    /** What an earlier process published and may not have lived to tell. */
    Optional<PendingRecord> unreported() {
        return pending.find(order.run());
    }

    /** Logs what an earlier process did not live to log. */
    void logIfMissing(RunRecord record) {
        if (!context.log().status(record.run()).equals(Optional.of(record.status()))) {
            context.log().write(record);
        }
    }

    /** Everybody was told: nothing is pending any more. */
    void reported() {
        pending.remove(order.run());
    }

    private RunRecord record(GateReport report) {
        ObjectNode body = ReportJson.of(report);
        ArrayNode inputs = body.putArray("inputs");
        order.origin().input().paths().forEach(inputs::add);
        order.origin().input().format().ifPresent(format -> body.put("format", format));
        if (!order.origin().input().options().isEmpty()) {
            ObjectNode options = body.putObject("options");
            order.origin().input().options().forEach(options::put);
        }
        body.put("lineage_run", RunStart.id(report.run(), report.started()).toString());
        List<RunDetail> lines = new ArrayList<>();
        report.rules().forEach(rule -> lines.add(line(rule)));
        report.metrics().forEach(metric -> lines.add(line(metric)));
        return new RunRecord(
                report.run(),
                order.origin().command(),
                report.dataset(),
                report.status().word(),
                report.started(),
                report.took().toMillis() / 1000.0,
                body,
                lines);
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
