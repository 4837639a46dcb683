package io.assay.jobs.report;

import io.assay.jobs.quarantine.SampleRows.SampleRow;
import java.util.List;
import java.util.Map;

/** A few rows that break each rule, folded. */
final class SampleRowsSection {
    /** Of a longer text the beginning is shown. */
    private static final int SHOWN = 400;

    private SampleRowsSection() {}

    static String of(Map<String, List<SampleRow>> samples) {
        if (samples.isEmpty()) {
            return "";
        }
        StringBuilder rows = new StringBuilder();
        samples.forEach((rule, some) ->
                some.forEach(row -> rows.append("<tr><td>%s<td><mark>%s</mark><td>%s:%d<td><code>%s</code></tr>%n"
                        .formatted(
                                HtmlText.text(rule),
                                row.value().map(SampleRowsSection::shortened).orElse("null"),
                                HtmlText.text(row.source()),
                                row.position(),
                                shortened(row.row())))));
        return """
                <details><summary>rows in quarantine, up to three of each rule</summary>
                <table class="samples"><thead><tr><th>rule<th>value<th>source<th>row</tr></thead>
                <tbody>%s</tbody></table></details>
                """.formatted(rows);
    }

    private static String shortened(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(SHOWN).forEach(character -> {
            if (Character.isISOControl(character)) {
                shown.append("\\u%04x".formatted(character));
            } else {
                shown.appendCodePoint(character);
            }
        });
        return HtmlText.text(shown.toString()) + (text.codePointCount(0, text.length()) > SHOWN ? " …" : "");
    }
}
