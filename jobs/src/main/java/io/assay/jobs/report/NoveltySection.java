package io.assay.jobs.report;

import io.assay.jobs.novelty.BatchNovelty;
import io.assay.validation.novelty.Aspect;
import io.assay.validation.novelty.Deviation;
import io.assay.validation.novelty.NoveltyResult;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How unlike its history the batch is: the verdict, then the largest deviations, each with its trend. */
final class NoveltySection {
    private NoveltySection() {}

    static String of(BatchNovelty novelty) {
        NoveltyResult result = novelty.result();
        double scale = Math.max(result.cut(), result.score());
        boolean ranked = !result.deviations().isEmpty();
        return """
                <h2>Compared with its history</h2>
                <p class="novelty %s">%s</p>%s
                """.formatted(
                        result.status().name().toLowerCase(Locale.ROOT),
                        HtmlText.text(novelty.lines().get(0)),
                        ranked ? table(result.deviations(), scale, result.cut()) : "");
    }

    private static String table(List<Deviation> deviations, double scale, double cut) {
        return """
                <table><thead><tr><th>measure<th>earlier batches, this one (the dot) and what is usual (the band)<th class="n">deviation<th></tr></thead>
                <tbody>%s</tbody></table>
                """.formatted(
                deviations.stream().map(deviation -> row(deviation, scale, cut)).collect(Collectors.joining()));
    }

    /** Empty for a repeated batch: that is no measure that changes from batch to batch. */
    private static String chart(Deviation deviation) {
        if (deviation.aspect() == Aspect.DUPLICATE) {
            return "";
        }
        MetricUnit unit = deviation.aspect().isShare()
                ? MetricUnit.SHARE
                : deviation.aspect().isCount() ? MetricUnit.COUNT : MetricUnit.NUMBER;
        return TrendChart.of(deviation.series(), deviation.expected(), unit, deviation.text());
    }

    private static String row(Deviation deviation, double scale, double cut) {
        double size = Math.abs(deviation.size());
        return "<tr><td>%s<td>%s<td class=\"n\">%s<td>%s</tr>%n"
                .formatted(
                        HtmlText.text(deviation.text()),
                        chart(deviation),
                        String.format(Locale.ROOT, "%.1f", deviation.size()),
                        HtmlText.bar(scale > 0 ? size / scale : 0, size > cut ? "fault" : "usual"));
    }
}
