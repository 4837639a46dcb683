package io.assay.jobs.report;

import io.assay.definition.Fault;
import io.assay.jobs.gate.GateReport;
import io.assay.jobs.novelty.PublishedBatches;
import io.assay.jobs.quarantine.SampleRows.SampleRow;
import io.assay.validation.RowCounts;
import io.assay.validation.RuleResult;
import io.assay.validation.decision.Decision;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A batch's report as one HTML page: the verdict first, then why, then what was measured. Entry of this package. */
public final class HtmlReport {
    private HtmlReport() {}

    /**
     * The page.
     *
     * @param samples rows that were kept back, by the rule that they break
     * @param published what was measured of the batches that are published
     */
    public static String of(GateReport report, Map<String, List<SampleRow>> samples, PublishedBatches published) {
        String status = report.status().word().replace('_', ' ');
        StringBuilder body = new StringBuilder();
        body.append(
                "<header><span class=\"pill %s\">%s</span><h1>%s</h1><p>run %s · contract %s %s · %s · %.1f s</p></header>%n"
                        .formatted(
                                report.status().word(),
                                status,
                                HtmlText.text(report.dataset()),
                                HtmlText.text(report.run()),
                                HtmlText.text(report.contract().id()),
                                HtmlText.text(report.contract().version()),
                                report.started().truncatedTo(ChronoUnit.SECONDS),
                                report.took().toMillis() / 1000.0));
        lines(body, "Why it is held", report.reasons());
        lines(
                body,
                "Why it could not be validated",
                report.faults().stream().map(Fault::text).toList());
        lines(body, "Warnings", report.warnings());
        if (report.rows().read() > 0) {
            body.append(rows(report));
        }
        report.novelty().ifPresent(novelty -> body.append(NoveltySection.of(novelty)));
        if (!report.rules().isEmpty()) {
            body.append("<h2>Rules</h2>\n").append(rules(report));
            body.append(SampleRowsSection.of(samples));
        }
        if (!report.metrics().isEmpty()) {
            body.append("<h2>Columns, of the rows that pass</h2>\n").append(ColumnsTable.of(report.metrics()));
        }
        body.append(TrendsSection.of(published));
        lines(
                body,
                "What was chosen",
                report.decisions().stream().map(Decision::text).toList());
        return HtmlPage.of("%s: %s".formatted(report.dataset(), status), body.toString());
    }

    private static void lines(StringBuilder body, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            body.append("<h2>%s</h2><ul>%s</ul>%n"
                    .formatted(
                            title,
                            lines.stream()
                                    .map(line -> "<li>" + HtmlText.text(line))
                                    .collect(Collectors.joining())));
        }
    }

    private static String rows(GateReport report) {
        RowCounts rows = report.rows();
        return """
                <div class="rows">%s%s%s</div>
                <p class="counts"><b>%s</b> rows read = <b>%s</b> passed + <b>%s</b> quarantined + <b>%s</b> dropped; %s warned; <b>%s</b> published</p>
                """.formatted(
                        part(rows.passed(), rows.read(), "passed"),
                        part(rows.quarantined(), rows.read(), "quarantined"),
                        part(rows.dropped(), rows.read(), "dropped"),
                        HtmlText.count(rows.read()),
                        HtmlText.count(rows.passed()),
                        HtmlText.count(rows.quarantined()),
                        HtmlText.count(rows.dropped()),
                        HtmlText.count(rows.warned()),
                        HtmlText.count(report.published()));
    }

    /** A share above 0 is always visible, however small it is. */
    private static String part(long rows, long all, String kind) {
        return rows == 0
                ? ""
                : "<i class=\"%s\" style=\"flex:%.6f 0 3px\" title=\"%s: %s\"></i>"
                        .formatted(kind, (double) rows / all, kind, HtmlText.count(rows));
    }

    /** The broken rules; the others are folded into one line. */
    private static String rules(GateReport report) {
        Map<Boolean, List<RuleResult>> passed = report.rules().stream()
                .sorted(Comparator.comparingLong(RuleResult::violations).reversed())
                .collect(Collectors.partitioningBy(rule -> rule.status() == RuleResult.Status.PASS));
        List<RuleResult> broken = passed.getOrDefault(false, List.of());
        List<RuleResult> kept = passed.getOrDefault(true, List.of());
        return (broken.isEmpty() ? "" : table(broken, report.rows().read()))
                + "<details%s><summary>%d rules pass</summary>%s</details>%n"
                        .formatted(
                                broken.isEmpty() ? " open" : "",
                                kept.size(),
                                table(kept, report.rows().read()));
    }

    private static String table(List<RuleResult> rules, long read) {
        return """
                <table><thead><tr><th>outcome<th>rule<th>column<th>dimension<th>action<th class="n">rows<th class="n">share<th><th>measured, expected</tr></thead>
                <tbody>%s</tbody></table>
                """.formatted(rules.stream().map(rule -> rule(rule, read)).collect(Collectors.joining()));
    }

    private static String rule(RuleResult rule, long read) {
        String outcome = rule.status().name().toLowerCase(Locale.ROOT);
        double share = read == 0 ? 0 : (double) rule.violations() / read;
        String found = rule.error()
                .orElse(rule.measuredText().orElse("")
                        + rule.expected()
                                .map(expected -> ", expected " + expected)
                                .orElse(""));
        return "<tr class=\"%s\"><td>%s<td>%s<td>%s<td>%s<td>%s<td class=\"n\">%s<td class=\"n\">%s<td>%s<td>%s</tr>%n"
                .formatted(
                        outcome,
                        outcome,
                        HtmlText.text(rule.rule()),
                        HtmlText.text(rule.column().orElse("")),
                        HtmlText.text(rule.dimension().orElse("")),
                        rule.action().word(),
                        HtmlText.count(rule.violations()),
                        rule.violations() == 0 ? "" : HtmlText.percent(share),
                        rule.violations() == 0 ? "" : HtmlText.bar(share, "fault"),
                        HtmlText.text(found));
    }
}
