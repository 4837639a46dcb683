package io.assay.jobs.gate;

import io.assay.definition.Fault;
import io.assay.jobs.cli.TextTable;
import io.assay.validation.RowCounts;
import io.assay.validation.RuleResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a person reads of a report: one line of counts, one line a rule. */
public final class ReportText {
    private static final List<String> HEAD =
            List.of("rule", "column", "action", "status", "violations", "measured", "expected");

    private ReportText() {}

    public static String of(GateReport report) {
        return of(
                report,
                "run " + report.run(),
                report.status() == GateReport.Status.HELD ? List.of(report.run()) : List.of());
    }

    /**
     * The same of a report about several runs.
     *
     * @param runs whose report it is
     * @param held those of them that wait for a decision
     */
    public static String of(GateReport report, String runs, List<String> held) {
        List<String> lines = new ArrayList<>();
        RowCounts rows = report.rows();
        lines.add(String.format(
                Locale.ROOT,
                "%s: %s, %s, contract %s %s, %.1f s",
                report.dataset(),
                report.status().word().replace('_', ' '),
                runs,
                report.contract().id(),
                report.contract().version(),
                report.took().toMillis() / 1000.0));
        if (rows.read() > 0) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%,d rows read = %,d passed + %,d quarantined + %,d dropped; %,d warned; %,d published",
                    rows.read(),
                    rows.passed(),
                    rows.quarantined(),
                    rows.dropped(),
                    rows.warned(),
                    report.published()));
        }
        report.changes()
                .ifPresent(changes -> lines.add(String.format(
                        Locale.ROOT,
                        "%,d rows passed = %,d inserted + %,d updated + %,d deleted + %,d superseded",
                        changes.passed(),
                        changes.inserted(),
                        changes.updated(),
                        changes.deleted(),
                        changes.superseded())));
        report.faults().stream().map(Fault::text).forEach(lines::add);
        report.reasons().forEach(reason -> lines.add("held: " + reason));
        if (!held.isEmpty()) {
            String first = held.get(0);
            lines.add("look at it: assay quarantine show %s --run %s; approve it: assay runs publish %s --reason TEXT"
                    .formatted(report.dataset(), first, first));
            lines.add("if it is bad, leave it: readers never see it, and 'assay maintain' removes it once it is older"
                    + " than retention.held");
        }
        if (held.size() > 1) {
            lines.add("the same for each of the %,d held runs: assay runs list --subject %s --status held"
                    .formatted(held.size(), report.dataset()));
        }
        report.warnings().forEach(warning -> lines.add("warning: " + warning));
        report.novelty()
                .ifPresent(novelty ->
                        novelty.lines().forEach(line -> lines.add(line.replace(" RUN ", " " + report.run() + " "))));
        report.decisions().forEach(decision -> lines.add("chosen: " + decision.text()));
        if (!report.rules().isEmpty()) {
            TextTable table = TextTable.of(HEAD);
            report.rules().forEach(rule -> table.row(cells(rule).toArray()));
            lines.add(table.text());
        }
        return String.join("\n", lines);
    }

    private static List<String> cells(RuleResult rule) {
        return List.of(
                rule.rule(),
                rule.column().orElse(""),
                rule.action().word(),
                rule.status().name().toLowerCase(Locale.ROOT),
                Long.toString(rule.violations()),
                rule.error().orElse(rule.measuredText().orElse("")),
                rule.expected().orElse(""));
    }
}
