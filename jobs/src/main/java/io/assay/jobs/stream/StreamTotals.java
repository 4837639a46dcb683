package io.assay.jobs.stream;

import io.assay.jobs.gate.BatchDataset;
import io.assay.jobs.gate.GateReport;
import io.assay.jobs.merge.ChangeCounts;
import io.assay.validation.RowCounts;
import io.assay.validation.RuleResult;
import io.assay.validation.decision.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a stream's micro-batches did together, in this process. */
final class StreamTotals {
    private static final String REPLACED =
            "replaceBy partition: a micro-batch takes the place of what earlier ones of this stream published in its"
                    + " partitions; deliver a partition in one file";

    private final BatchDataset subject;
    private final Instant started;
    private final Map<String, RuleResult> rules = new LinkedHashMap<>();
    private final List<String> held = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private final Set<String> warnings = new LinkedHashSet<>(); // the same ones come with every micro-batch
    private final Map<String, Decision> decisions = new LinkedHashMap<>(); // the last of each kind
    private RowCounts rows = new RowCounts(0, 0, 0, 0, 0);
    private Optional<ChangeCounts> changes = Optional.empty();
    private Optional<Long> snapshot = Optional.empty();
    private String first = "";
    private String last = "";
    private long batches;
    private long published;
    private long publishedRows;
    private boolean dryRun;

    StreamTotals(BatchDataset subject, Instant started) {
        this.subject = subject;
        this.started = started;
        if (subject.dataset().replacesPartitions()) {
            warnings.add(REPLACED);
        }
    }

    synchronized void add(GateReport report) {
        first = batches == 0 ? report.run() : first;
        last = report.run();
        batches++;
        if (report.status() == GateReport.Status.HELD) {
            held.add(report.run());
        }
        RowCounts more = report.rows();
        rows = new RowCounts(
                rows.read() + more.read(),
                rows.passed() + more.passed(),
                rows.quarantined() + more.quarantined(),
                rows.dropped() + more.dropped(),
                rows.warned() + more.warned());
        report.changes()
                .ifPresent(counts ->
                        changes = Optional.of(changes.map(counts::plus).orElse(counts)));
        report.rules().forEach(rule -> rules.merge(rule.rule(), rule, StreamTotals::both));
        report.reasons().forEach(reason -> reasons.add(report.run() + ": " + reason));
        warnings.addAll(report.warnings());
        report.decisions().forEach(decision -> decisions.put(decision.what() + " " + decision.column(), decision));
        publishedRows += report.published();
        dryRun |= report.status() == GateReport.Status.DRY_RUN;
        if (report.status() == GateReport.Status.PUBLISHED) {
            published++;
            snapshot = report.snapshot();
        }
    }

    synchronized long batches() {
        return batches;
    }

    synchronized StreamReport report(String stream, Instant now) {
        GateReport.Status status = dryRun
                ? GateReport.Status.DRY_RUN
                : !reasons.isEmpty()
                        ? GateReport.Status.HELD
                        : published > 0 ? GateReport.Status.PUBLISHED : GateReport.Status.NOTHING_NEW;
        GateReport totals = new GateReport(
                stream,
                subject.dataset().name().value(),
                new GateReport.ContractId(
                        subject.contract().id(), subject.contract().version()),
                status,
                rows,
                publishedRows,
                changes,
                List.copyOf(rules.values()),
                List.of(),
                snapshot,
                started,
                Optional.empty(),
                Duration.between(started, now),
                List.copyOf(warnings),
                reasons,
                List.of(),
                List.copyOf(decisions.values()),
                Optional.empty());
        return new StreamReport(totals, runs(), batches, held, totals.done());
    }

    private String runs() {
        return batches == 0 ? "no run" : batches == 1 ? "run " + last : "runs %s to %s".formatted(first, last);
    }

    /** The worse status, all violations; what was measured last of a dataset rule. */
    private static RuleResult both(RuleResult a, RuleResult b) {
        RuleResult worse = a.status().compareTo(b.status()) > 0 ? a : b;
        return new RuleResult(
                b.rule(),
                b.column(),
                b.dimension(),
                b.action(),
                b.level(),
                worse.status(),
                a.violations() + b.violations(),
                b.measured(),
                b.expected(),
                worse.error());
    }
}
